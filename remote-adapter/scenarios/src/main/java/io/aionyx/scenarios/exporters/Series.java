package io.aionyx.scenarios.exporters;

import io.aionyx.core.history.History.Sink;
import io.aionyx.core.series.Labels;
import java.util.HashMap;
import java.util.Map;

/** A sink in which a series that comes back keeps its handle. */
final class Series implements Sink {
  private final Sink sink;
  private final Map<Labels, Integer> handles = new HashMap<>();

  Series(Sink sink) {
    this.sink = sink;
  }

  @Override
  public int open(Labels series) {
    return handles.computeIfAbsent(series, sink::open);
  }

  @Override
  public void sample(int handle, long timestampMillis, double value) {
    sink.sample(handle, timestampMillis, value);
  }

  @Override
  public void advance(long timestampMillis) {
    sink.advance(timestampMillis);
  }
}
