package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;

/**
 * Where accepted samples go. Called by many request threads; the implementation does its own
 * locking and never calls back into the door while it holds a lock.
 */
public interface Ingest {
  /** The ref of a series which nobody wants; its samples are answered for and let go. */
  int DROPPED = -1;

  /** The ref of a series which is new while there is room for no more; its samples are refused. */
  int FULL = -2;

  /**
   * The ref of a series: 0 or more and always the same for equal labels, {@link #DROPPED} or {@link
   * #FULL}.
   */
  int resolve(Labels labels);

  /** Takes the samples of one request, in the order of the request. */
  Applied apply(SampleBatch batch);

  /**
   * What became of a batch. Neither kind is an error: a sender that repeats itself or comes late
   * cannot mend it.
   *
   * @param duplicates samples whose timestamp the series already has
   * @param late samples older than what is kept of their series
   */
  record Applied(int duplicates, int late) {
    public static final Applied ALL = new Applied(0, 0);

    public Applied {
      if (duplicates < 0 || late < 0) {
        throw new IllegalArgumentException(
            "counts must be >= 0: were " + duplicates + " and " + late);
      }
    }
  }
}
