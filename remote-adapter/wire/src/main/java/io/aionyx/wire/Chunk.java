package io.aionyx.wire;

import java.util.Arrays;

/**
 * Compressed samples of one series.
 *
 * @param minMillis timestamp of the first sample
 * @param maxMillis timestamp of the last sample
 * @param encoding number of the encoding; {@link #XOR} is the one {@link XorChunk} reads
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Chunk(long minMillis, long maxMillis, int encoding, byte[] data) {
  /** The encoding of float samples. */
  public static final int XOR = 1;

  private static final int MIN = 1 << 3 | ProtoReader.VARINT;
  private static final int MAX = 2 << 3 | ProtoReader.VARINT;
  private static final int TYPE = 3 << 3 | ProtoReader.VARINT;
  private static final int DATA = 4 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4;

  static Chunk read(ProtoReader in) throws WireException {
    int outer = in.enter();
    long min = 0;
    long max = 0;
    long encoding = 0;
    byte[] data = {};
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case MIN -> min = in.varint();
        case MAX -> max = in.varint();
        case TYPE -> encoding = in.varint();
        case DATA -> data = in.bytes();
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    return new Chunk(min, max, (int) encoding, data);
  }

  void write(ProtoWriter out) {
    out.varint(1, minMillis);
    out.varint(2, maxMillis);
    out.varint(3, encoding);
    out.bytes(4, data, 0, data.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chunk that
        && minMillis == that.minMillis
        && maxMillis == that.maxMillis
        && encoding == that.encoding
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(minMillis) * 31 + Arrays.hashCode(data);
  }
}
