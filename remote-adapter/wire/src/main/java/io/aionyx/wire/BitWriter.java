package io.aionyx.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes bits from the highest of each byte down, 64 at a time. Not thread safe. */
final class BitWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data = new byte[256];
  private int size;
  private long pending;
  private int free = Long.SIZE;

  /**
   * Writes the low bits of a number.
   *
   * @param width 1 to 64
   */
  void bits(long value, int width) {
    long top = value << (Long.SIZE - width);
    pending |= top >>> (Long.SIZE - free);
    if (width < free) {
      free -= width;
      return;
    }
    flush();
    int over = width - free;
    pending = over == 0 ? 0 : value << (Long.SIZE - over);
    free = Long.SIZE - over;
  }

  private void flush() {
    if (size + Long.BYTES > data.length) {
      data = Arrays.copyOf(data, 2 * data.length);
    }
    LONG.set(data, size, pending);
    size += Long.BYTES;
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
    int used = (Long.SIZE - free + 7) >>> 3;
    byte[] all = Arrays.copyOf(data, size + used);
    for (int i = 0; i < used; i++) {
      all[size + i] = (byte) (pending >>> (Long.SIZE - 8 * (i + 1)));
    }
    return all;
  }
}
