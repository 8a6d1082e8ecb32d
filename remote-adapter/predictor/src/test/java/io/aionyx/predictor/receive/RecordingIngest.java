package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what the door hands it, in order. */
final class RecordingIngest implements Ingest {
  record Sample(String series, long timestampMillis, long valueBits) {}

  private final Map<Labels, Integer> refs = new HashMap<>();
  private final List<Labels> series = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private int resolved;
  private int batches;
  private int capacity = Integer.MAX_VALUE;
  private Applied answer = Applied.ALL;

  /** Series whose name starts so are not wanted. */
  static final String UNWANTED = "unwanted_";

  private int resolve(Labels labels) {
    resolved++;
    Integer known = refs.get(labels);
    if (known != null) {
      return known;
    }
    if (labels.metricName().startsWith(UNWANTED)) {
      return DROPPED;
    }
    if (series.size() >= capacity) {
      return FULL;
    }
    refs.put(labels, series.size());
    series.add(labels);
    return series.size() - 1;
  }

  @Override
  public synchronized Applied take(Arrival arrival) {
    SampleBatch batch = arrival.settle(this::resolve);
    batches += batch.size() > 0 ? 1 : 0;
    for (int i = 0; i < batch.size(); i++) {
      samples.add(
          new Sample(
              series.get(batch.ref(i)).toString(),
              batch.timestampMillis(i),
              Double.doubleToRawLongBits(batch.value(i))));
    }
    return answer;
  }

  synchronized List<Sample> take() {
    List<Sample> taken = List.copyOf(samples);
    samples.clear();
    return taken;
  }

  synchronized int resolved() {
    return resolved;
  }

  synchronized int batches() {
    return batches;
  }

  synchronized void limit(int capacity) {
    this.capacity = capacity;
  }

  synchronized void answer(Applied answer) {
    this.answer = answer;
  }
}
