package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final Entity LEAVER = Entity.pod("shop", "cart-1");

  @Test
  void leave_aPod_endsItsSeriesWithOneStaleMarker() {
    var history = new Departures(new FourScrapes());
    var told = new ArrayList<String>();

    history.replay(sink(told, history));

    assertThat(told)
        .containsExactly(
            "cart-1 1", "cart-2 1", "cart-1 2", "cart-2 2", "cart-1 stale", "cart-2 3", "cart-2 4");
  }

  /** Takes the pod out after the second scrape. */
  private static History.Sink sink(List<String> told, Departures history) {
    var names = new ArrayList<String>();
    return new History.Sink() {
      @Override
      public int open(Labels series) {
        names.add(series.get("pod"));
        return names.size() - 1;
      }

      @Override
      public void sample(int handle, long timestampMillis, double value) {
        String text = SeriesStore.isStale(value) ? "stale" : Integer.toString((int) value);
        told.add(names.get(handle) + ' ' + text);
      }

      @Override
      public void advance(long timestampMillis) {
        if (timestampMillis == 2) {
          history.leave(LEAVER);
        }
      }
    };
  }

  private static final class FourScrapes implements History {
    @Override
    public void replay(Sink sink) {
      int one = sink.open(Labels.of("namespace", "shop", "pod", "cart-1"));
      int two = sink.open(Labels.of("namespace", "shop", "pod", "cart-2"));
      for (int at = 1; at <= 4; at++) {
        sink.sample(one, at, at);
        sink.sample(two, at, at);
        sink.advance(at);
      }
    }

    @Override
    public List<Failure> failures() {
      return List.of();
    }

    @Override
    public List<Confounder> confounders() {
      return List.of();
    }
  }
}
