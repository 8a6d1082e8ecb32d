package io.aionyx.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes to text without ever replacing what is not UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * @param at offset to name in the error
   */
  static String text(byte[] bytes, int offset, int length, int at) throws WireException {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return beyondAscii(bytes, offset, length, at);
      }
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static String beyondAscii(byte[] bytes, int offset, int length, int at)
      throws WireException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new WireException(WireFault.INVALID_UTF8, at, String.valueOf(e.getMessage()));
    }
  }
}
