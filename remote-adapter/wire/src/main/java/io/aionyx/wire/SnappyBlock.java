package io.aionyx.wire;

import java.io.IOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * The snappy block format (never the framed one) with every size checked before memory is taken.
 *
 * <p>A block starts with its decompressed length. That length is believed only if it is within the
 * limit and if the block is long enough to reach it: no element of the format yields more than 64
 * bytes from 3, so a block which claims more than 22 times its size is a bomb. The decompression
 * itself is snappy-java's, which beats the pure Java ones by a third.
 *
 * @param maxDecodedBytes greatest accepted decompressed length
 */
public record SnappyBlock(int maxDecodedBytes) {
  /** The cap Prometheus uses too. */
  public static final int DEFAULT_MAX_DECODED_BYTES = 32 << 20;

  private static final int GREATEST_RATIO = 22;

  public SnappyBlock {
    if (maxDecodedBytes < 0) {
      throw new IllegalArgumentException("maxDecodedBytes must be >= 0: was " + maxDecodedBytes);
    }
  }

  public SnappyBlock() {
    this(DEFAULT_MAX_DECODED_BYTES);
  }

  /** The declared decompressed length, checked against the limit and the size of the block. */
  public int decodedLength(byte[] block, int offset, int length) throws WireException {
    long declared = 0;
    int at = 0;
    for (int shift = 0; ; shift += 7, at++) {
      if (at == length || at == 5) {
        throw corrupt(at, "the length in front does not end");
      }
      int next = block[offset + at];
      declared |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return checked(declared, length - at - 1);
  }

  private int checked(long declared, int elementBytes) throws WireException {
    if (declared > 0xffff_ffffL) {
      throw corrupt(4, "the length in front is above 32 bits");
    }
    if (declared > maxDecodedBytes) {
      throw new WireException(
          WireFault.DECODED_TOO_LARGE,
          0,
          declared + " bytes declared, at most " + maxDecodedBytes + " are accepted");
    }
    if (declared > (long) GREATEST_RATIO * elementBytes) {
      throw corrupt(0, declared + " bytes cannot come from " + elementBytes);
    }
    return (int) declared;
  }

  /** Decompresses a whole block. */
  public byte[] decode(byte[] block) throws WireException {
    byte[] decoded = new byte[decodedLength(block, 0, block.length)];
    decode(block, 0, block.length, decoded);
    return decoded;
  }

  /**
   * Decompresses into a buffer the caller keeps, which must hold {@link #decodedLength}.
   *
   * @return the number of bytes written to the front of {@code target}
   */
  public int decode(byte[] block, int offset, int length, byte[] target) throws WireException {
    int declared = decodedLength(block, offset, length);
    if (target.length < declared) {
      throw new IllegalArgumentException(
          "target must hold " + declared + " bytes: holds " + target.length);
    }
    int written = uncompress(block, offset, length, target);
    if (written != declared) {
      throw corrupt(0, declared + " bytes declared, " + written + " found");
    }
    return written;
  }

  private static int uncompress(byte[] block, int offset, int length, byte[] target)
      throws WireException {
    try {
      return Snappy.rawUncompress(block, offset, length, target, 0);
    } catch (IOException e) {
      throw corrupt(0, String.valueOf(e.getMessage()));
    }
  }

  /** Compresses {@code length} bytes into a fresh block. */
  public static byte[] encode(byte[] plain, int offset, int length) {
    byte[] block = new byte[Snappy.maxCompressedLength(length)];
    try {
      return Arrays.copyOf(block, Snappy.rawCompress(plain, offset, length, block, 0));
    } catch (IOException e) {
      throw new IllegalStateException("snappy could not compress " + length + " bytes", e);
    }
  }

  public static byte[] encode(byte[] plain) {
    return encode(plain, 0, plain.length);
  }

  private static WireException corrupt(int offset, String detail) {
    return new WireException(WireFault.SNAPPY_CORRUPT, offset, detail);
  }
}
