package io.aionyx.wire;

/**
 * Timestamps that many series have in common: their bytes are made once. Immutable.
 *
 * <p>A sample is a length, a tagged double and a tagged varint; for a timestamp of at most eight
 * bytes all of it is written in two stores of eight bytes and four of one.
 */
public final class Moments {
  private static final int MOST_BYTES = Long.BYTES;

  private final long[] millis;
  private final long[] varints;
  private final int[] sizes;

  /**
   * @param count of timestamps, {@code stepMillis} apart
   */
  public Moments(long firstMillis, long stepMillis, int count) {
    this.millis = new long[count];
    this.varints = new long[count];
    this.sizes = new int[count];
    for (int i = 0; i < count; i++) {
      millis[i] = firstMillis + i * stepMillis;
      sizes[i] = ProtoWriter.varintSize(millis[i]);
      varints[i] = littleEndian(millis[i]);
    }
  }

  private static long littleEndian(long value) {
    long bytes = 0;
    long rest = value;
    for (int i = 0; i < MOST_BYTES; i++) {
      long more = (rest & ~0x7fL) == 0 ? 0 : 0x80;
      bytes |= (rest & 0x7f | more) << 8 * i;
      rest >>>= 7;
      if (more == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  public int count() {
    return millis.length;
  }

  public long at(int index) {
    return millis[index];
  }

  /** Writes a whole sample as a field of a time series. */
  void write(ProtoWriter out, int index, double value) {
    out.sample(millis[index], varints[index], sizes[index], value);
  }
}
