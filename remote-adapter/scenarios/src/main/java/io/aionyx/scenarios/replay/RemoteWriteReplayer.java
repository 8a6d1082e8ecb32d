package io.aionyx.scenarios.replay;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.wire.WriteEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replays a history into a remote-write receiver, in event order, in batches of at most 2,000
 * samples on one connection. Whatever the speed, the receiver gets the same samples in the same
 * order.
 */
public final class RemoteWriteReplayer {
  private static final int BATCH = 2_000;

  private final ReplaySettings settings;
  private final Pace pace;

  public RemoteWriteReplayer(ReplaySettings settings) {
    this(settings, Pace.WALL);
  }

  RemoteWriteReplayer(ReplaySettings settings, Pace pace) {
    this.settings = settings;
    this.pace = pace;
  }

  /**
   * Blocks until all has been accepted.
   *
   * @param watcher told after each step of the history, on this thread
   * @throws ReplayException when the receiver refuses, cannot be reached, or the thread is
   *     interrupted
   */
  public ReplayProgress replay(History history, Consumer<ReplayProgress> watcher) {
    try (var client = new WriteClient(settings, pace)) {
      var out = new Out(client, watcher);
      history.replay(out);
      out.flush();
      return out.progress();
    }
  }

  private final class Out implements History.Sink {
    private final WriteClient client;
    private final Consumer<ReplayProgress> watcher;
    private final WriteEncoder encoder = settings.version().newEncoder();
    private final List<Labels> series = new ArrayList<>();
    private long samples;
    private long eventMillis;
    private long firstMillis = Long.MIN_VALUE;
    private long firstNanos;

    Out(WriteClient client, Consumer<ReplayProgress> watcher) {
      this.client = client;
      this.watcher = watcher;
    }

    @Override
    public int open(Labels labels) {
      series.add(labels);
      return series.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      Labels labels = series.get(handle);
      encoder.startSeries();
      for (int i = 0; i < labels.size(); i++) {
        encoder.label(labels.nameAt(i), labels.valueAt(i));
      }
      encoder.sample(timestampMillis, value).endSeries();
      samples++;
      if (encoder.seriesCount() == BATCH) {
        flush();
      }
    }

    @Override
    public void advance(long timestampMillis) {
      eventMillis = timestampMillis;
      if (Double.isFinite(settings.speed())) {
        flush();
        keepPace(timestampMillis);
      }
      watcher.accept(progress());
    }

    void flush() {
      if (encoder.seriesCount() > 0) {
        client.send(encoder.toSnappy());
        encoder.clear();
      }
    }

    ReplayProgress progress() {
      return new ReplayProgress(eventMillis, samples, client.requests(), client.retries());
    }

    /** The first step sets the clock by which the others are due. */
    private void keepPace(long timestampMillis) {
      if (firstMillis == Long.MIN_VALUE) {
        firstMillis = timestampMillis;
        firstNanos = pace.nanos();
      }
      double due = (timestampMillis - firstMillis) * 1e6 / settings.speed();
      client.pause((long) due - (pace.nanos() - firstNanos));
    }
  }
}
