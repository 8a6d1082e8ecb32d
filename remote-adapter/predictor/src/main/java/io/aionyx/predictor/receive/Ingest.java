package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import java.util.function.ToIntFunction;

/**
 * Where accepted requests go. Called by many request threads; the implementation does its own
 * locking.
 */
public interface Ingest {
  /** The ref of a series which nobody wants; its samples are answered for and let go. */
  int DROPPED = -1;

  /** The ref of a series which is new while there is room for no more; its samples are refused. */
  int FULL = -2;

  /**
   * Takes one request as one step: what is decided of its series, and its samples, in the order of
   * the request.
   *
   * @throws UnavailableException if it cannot be kept safe; the sender is told to come back
   */
  Applied take(Arrival arrival) throws UnavailableException;

  /** A request that was read and has something to be kept. Valid only until it is taken. */
  interface Arrival {
    Received received();

    /**
     * Its samples, once each series has a ref. Called at most once, and while no other request is
     * being taken.
     *
     * @param resolve the ref of a series: 0 or more and always the same for equal labels, {@link
     *     #DROPPED} or {@link #FULL}
     */
    SampleBatch settle(ToIntFunction<Labels> resolve);
  }

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
