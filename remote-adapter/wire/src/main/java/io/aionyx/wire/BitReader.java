package io.aionyx.wire;

/** Reads bits from the highest of each byte down. Not thread safe. */
final class BitReader {
  private final byte[] data;
  private long position;

  BitReader(byte[] data) {
    this.data = data;
  }

  /** The next bits as the low bits of a number. */
  long bits(int width) throws WireException {
    if (width > 8L * data.length - position) {
      throw corrupt("the chunk ends early");
    }
    long value = 0;
    int left = width;
    while (left > 0) {
      int free = 8 - (int) (position & 7);
      int take = Math.min(free, left);
      int part = (data[(int) (position >>> 3)] & 0xff) >>> (free - take);
      value = (value << take) | (part & ((1 << take) - 1));
      position += take;
      left -= take;
    }
    return value;
  }

  long varint() throws WireException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long next = bits(8);
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt("a varint above 64 bits");
  }

  WireException corrupt(String detail) {
    return new WireException(WireFault.CHUNK_CORRUPT, (int) (position >>> 3), detail);
  }
}
