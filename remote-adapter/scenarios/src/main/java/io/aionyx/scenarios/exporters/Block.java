package io.aionyx.scenarios.exporters;

import io.aionyx.core.history.History.Sink;
import io.aionyx.core.series.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The series of one exporter for one thing, from the thing's first scrape to its last. */
final class Block<S> {
  /** The bits by which Prometheus says that a series has ended. */
  static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private static final int CLOSED = -1;

  private final Sink sink;
  private final List<Metric<S>> metrics;
  private final Map<String, String> labels;
  private final S state;
  private final int[] handles;
  private final boolean[] present;

  Block(Sink sink, List<Metric<S>> metrics, Map<String, String> labels, S state) {
    this.sink = sink;
    this.metrics = metrics;
    this.labels = labels;
    this.state = state;
    this.handles = new int[metrics.size()];
    this.present = new boolean[metrics.size()];
    Arrays.fill(handles, CLOSED);
  }

  /** Returns the number of samples written. */
  void scrape(long millis) {
    for (int i = 0; i < handles.length; i++) {
      double value = metrics.get(i).read().applyAsDouble(state);
      if (!Double.isNaN(value)) {
        write(i, millis, value);
      } else if (present[i]) {
        end(i, millis);
      }
    }
  }

  /** Ends all series that have not ended. */
  void end(long millis) {
    for (int i = 0; i < handles.length; i++) {
      if (present[i]) {
        end(i, millis);
      }
    }
  }

  private void write(int index, long millis, double value) {
    if (handles[index] == CLOSED) {
      handles[index] = sink.open(labels(metrics.get(index)));
    }
    present[index] = true;
    sink.sample(handles[index], millis, value);
  }

  private void end(int index, long millis) {
    present[index] = false;
    sink.sample(handles[index], millis, STALE);
  }

  private Labels labels(Metric<S> metric) {
    var all = new TreeMap<>(labels);
    all.put(Labels.METRIC_NAME, metric.name());
    for (int i = 0; i < metric.labels().size(); i += 2) {
      all.put(metric.labels().get(i), metric.labels().get(i + 1));
    }
    return Labels.of(all);
  }
}
