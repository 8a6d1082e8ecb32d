package io.aionyx.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of bytes by folded 128-bit products, 32 bytes a round in two independent lanes.
 *
 * <p>The scheme is that of wyhash [1]. It is no cryptographic hash: whoever uses it as a key
 * compares the bytes too, and seeds it when the bytes come from strangers.
 *
 * <p>[1] Wang Yi et al., "Modern Non-Cryptographic Hash Function and Pseudorandom Number
 * Generator".
 */
final class Hash64 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long K0 = 0xa0761d6478bd642fL;
  private static final long K1 = 0xe7037ed1a0b428dbL;
  private static final long K2 = 0x8ebc6af09c88c6e3L;

  private Hash64() {}

  static long of(byte[] bytes, int from, int to, long seed) {
    long a = seed ^ K0;
    long b = seed ^ K1;
    int at = from;
    for (; to - at >= 32; at += 32) {
      a = fold(word(bytes, at) ^ K1, word(bytes, at + 8) ^ a);
      b = fold(word(bytes, at + 16) ^ K2, word(bytes, at + 24) ^ b);
    }
    for (; to - at >= 8; at += 8) {
      a = fold(word(bytes, at) ^ K1, a ^ K2);
    }
    return finish(a ^ b ^ tail(bytes, at, to), to - from);
  }

  /** Mixes a sum of parts, so that its low bits serve as a place in a table. */
  static long finish(long hash, long length) {
    return fold(hash ^ K2, length ^ K1);
  }

  private static long tail(byte[] bytes, int from, int to) {
    long word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = (word << 8) | (bytes[at] & 0xff);
    }
    return word * K0;
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ a * b;
  }
}
