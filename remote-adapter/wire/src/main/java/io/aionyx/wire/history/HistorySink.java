package io.aionyx.wire.history;

import io.aionyx.wire.LabelPair;
import java.util.List;

/**
 * Takes history series by series: {@link #series}, then its samples in order of time, then the next
 * one. The same series may come again with later samples. Called by one thread.
 */
public interface HistorySink {
  /** The samples that follow belong to this series. */
  void series(List<LabelPair> labels);

  /**
   * A sample of the series at hand.
   *
   * @param value with its exact bits, so that a {@link io.aionyx.wire.StaleMarker} shows
   */
  void sample(long timestampMillis, double value);

  /**
   * Every series has been given up to and including this moment, and nothing before it will come
   * any more: whoever needs all series in one order of time can sort what it has and let it go.
   */
  default void through(long millis) {}

  /**
   * What was given since the last {@link #through} is void: it was cut off, and comes again whole.
   */
  default void again() {}
}
