package io.aionyx.wire;

import java.util.Arrays;

/** Writes bits from the highest of each byte down. Not thread safe. */
final class BitWriter {
  private byte[] data = new byte[128];
  private int position;

  /** Writes the low bits of a number. */
  void bits(long value, int width) {
    if (position + width > 8 * data.length) {
      data = Arrays.copyOf(data, 2 * data.length);
    }
    int left = width;
    while (left > 0) {
      int free = 8 - (position & 7);
      int take = Math.min(free, left);
      int part = (int) (value >>> (left - take)) & ((1 << take) - 1);
      data[position >>> 3] |= (byte) (part << (free - take));
      position += take;
      left -= take;
    }
  }

  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bits((rest & 0x7f) | 0x80, 8);
      rest >>>= 7;
    }
    bits(rest, 8);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(data, (position + 7) >>> 3);
  }
}
