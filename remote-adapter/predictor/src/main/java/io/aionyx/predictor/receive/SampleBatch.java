package io.aionyx.predictor.receive;

import java.util.Arrays;

/**
 * The accepted samples of one request, in its order, as parallel columns. Reused by the door for
 * the next request as soon as {@link Ingest#apply} returns. Not thread safe.
 */
public final class SampleBatch {
  private int[] refs = new int[1024];
  private long[] timestampsMillis = new long[1024];
  private double[] values = new double[1024];
  private int size;

  public int size() {
    return size;
  }

  public int ref(int index) {
    return refs[index];
  }

  public long timestampMillis(int index) {
    return timestampsMillis[index];
  }

  /** The value with its exact bits, so that a stale marker can be told from other NaN. */
  public double value(int index) {
    return values[index];
  }

  void add(int ref, long timestampMillis, double value) {
    if (size == refs.length) {
      refs = Arrays.copyOf(refs, 2 * size);
      timestampsMillis = Arrays.copyOf(timestampsMillis, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    refs[size] = ref;
    timestampsMillis[size] = timestampMillis;
    values[size++] = value;
  }

  /**
   * Replaces each negative ref r by {@code known[-r - 1]} and takes out the samples whose series
   * turned out to be dropped.
   *
   * @return how many were taken out
   */
  int settle(int[] known) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int ref = refs[i] < 0 ? known[-refs[i] - 1] : refs[i];
      if (ref >= 0) {
        refs[kept] = ref;
        timestampsMillis[kept] = timestampsMillis[i];
        values[kept++] = values[i];
      }
    }
    int dropped = size - kept;
    size = kept;
    return dropped;
  }

  void truncate(int size) {
    this.size = size;
  }

  void clear() {
    size = 0;
  }
}
