package io.aionyx.app.demo;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A history out of which entities can be taken while it is told, as a pod that is evicted: their
 * series end with a stale marker, whatever would have become of them. Entities may leave from any
 * thread.
 */
final class Departures implements History {
  private static final double STALE = Double.longBitsToDouble(SeriesStore.STALE_BITS);

  private final History all;
  private final Set<Entity> gone = ConcurrentHashMap.newKeySet();

  Departures(History all) {
    this.all = all;
  }

  void leave(Entity entity) {
    gone.add(entity);
  }

  @Override
  public void replay(Sink sink) {
    all.replay(new Leaving(sink));
  }

  private final class Leaving implements Sink {
    private final Sink sink;
    private final List<Labels> series = new ArrayList<>();
    private final BitSet ended = new BitSet();

    Leaving(Sink sink) {
      this.sink = sink;
    }

    @Override
    public int open(Labels labels) {
      series.add(labels);
      return sink.open(labels);
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      if (!isGone(series.get(handle))) {
        sink.sample(handle, timestampMillis, value);
      } else if (!ended.get(handle)) {
        ended.set(handle);
        sink.sample(handle, timestampMillis, STALE);
      }
    }

    @Override
    public void advance(long timestampMillis) {
      sink.advance(timestampMillis);
    }
  }

  private boolean isGone(Labels labels) {
    return !gone.isEmpty() && gone.stream().anyMatch(entity -> names(entity, labels));
  }

  private static boolean names(Entity entity, Labels labels) {
    return entity.kind().identity().stream()
        .allMatch(name -> entity.identity().get(name).equals(labels.get(name)));
  }

  @Override
  public List<Failure> failures() {
    return all.failures();
  }

  @Override
  public List<Confounder> confounders() {
    return all.confounders();
  }
}
