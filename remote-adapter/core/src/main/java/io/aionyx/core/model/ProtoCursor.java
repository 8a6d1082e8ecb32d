package io.aionyx.core.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf fields in order from bytes nobody vouches for.
 *
 * <p>Never allocates more than the bytes at hand can justify; every error names the offset.
 */
final class ProtoCursor {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int wireType;

  ProtoCursor(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoCursor(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  /** Number of the next field, or 0 at the end. */
  int nextField() {
    if (position == end) {
      return 0;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    long field = tag >>> 3;
    if (field == 0 || field > 536_870_911) {
      throw malformed("field number " + field);
    }
    return (int) field;
  }

  int remaining() {
    return end - position;
  }

  boolean isPacked() {
    return wireType == LENGTH_DELIMITED;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw malformed("a number is cut off");
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has more than 10 bytes");
  }

  float fixed32() {
    return ByteBuffer.wrap(bytes, take(4), 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  ProtoCursor message() {
    if (wireType != LENGTH_DELIMITED) {
      throw malformed("wire type " + wireType + " where a message stands");
    }
    long length = varint();
    if (length < 0 || length > end - position) {
      throw malformed("a message of " + length + " bytes in " + (end - position));
    }
    int start = take((int) length);
    return new ProtoCursor(bytes, start, position);
  }

  String text() {
    var field = message();
    return new String(bytes, field.position, field.end - field.position, StandardCharsets.UTF_8);
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> take(8);
      case LENGTH_DELIMITED -> message();
      case FIXED32 -> take(4);
      default -> throw malformed("wire type " + wireType);
    }
  }

  private int take(int length) {
    if (length > end - position) {
      throw malformed("the last field is cut off");
    }
    int start = position;
    position += length;
    return start;
  }

  private ModelRefusedException malformed(String what) {
    return new ModelRefusedException("not a protobuf at byte " + position + ": " + what);
  }
}
