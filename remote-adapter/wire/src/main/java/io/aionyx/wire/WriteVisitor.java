package io.aionyx.wire;

import org.jspecify.annotations.Nullable;

/**
 * Sees the content of a remote-write message in the order in which it stands: for each series once
 * {@link #series}, then its samples, histograms and exemplars, then {@link #endSeries}.
 *
 * <p>The views handed in are reused: take what you need before returning. A fault of the whole
 * message is thrown by the decoder and may come after some calls, so apply nothing before it
 * returns.
 */
public interface WriteVisitor {
  /** A series begins. Its labels may turn out unreadable, see {@link RawLabels#parse}. */
  void series(RawLabels labels) throws WireException;

  /** Asked before each series: what its key probably is; null where nobody knows. */
  default @Nullable ExpectedKey expectedKey() {
    return null;
  }

  /**
   * A float sample of the series at hand.
   *
   * @param value with its exact bits, so that {@link StaleMarker} can be told from other NaN
   * @param startTimestampMillis since when a counter counts; 0 if unknown
   */
  void sample(long timestampMillis, double value, long startTimestampMillis);

  /**
   * A native histogram of the series at hand, not yet checked: see {@link NativeHistogram#fault}.
   */
  default void histogram(NativeHistogram histogram) {}

  /** An exemplar of the series at hand. */
  default void exemplar(RawLabels labels, long timestampMillis, double value)
      throws WireException {}

  /**
   * Asked at each metadata: whether {@link #metadata} is to be called. Strings are made only then.
   */
  default boolean wantsMetadata() {
    return false;
  }

  /** Metadata of a metric family (1.0), or of the series at hand (2.0). */
  default void metadata(MetricMetadata metadata) {}

  /** The series at hand is over. */
  default void endSeries() {}
}
