package io.aionyx.core.series;

/** What became of a sample. Only {@link #STORED} changes what a later read sees. */
public enum Append {
  STORED,
  /** Same series, same timestamp: the first value stands, so a sender's retry is harmless. */
  DUPLICATE,
  /** Older than everything that is still kept of the series. */
  TOO_OLD
}
