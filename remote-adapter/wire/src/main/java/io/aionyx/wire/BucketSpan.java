package io.aionyx.wire;

/**
 * A run of consecutive buckets of a native histogram.
 *
 * @param offset buckets skipped before the run; for the first run, the index of its first bucket
 * @param length number of buckets in the run
 */
public record BucketSpan(int offset, long length) {
  public BucketSpan {
    if (length < 0 || length > 0xffff_ffffL) {
      throw new IllegalArgumentException("length must be an unsigned 32-bit number: was " + length);
    }
  }
}
