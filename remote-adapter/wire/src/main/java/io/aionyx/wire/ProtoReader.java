package io.aionyx.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over protobuf bytes which refuses what it does not understand and says where.
 *
 * <p>Nested messages are entered by narrowing {@link #limit}, so no read can leave its message; the
 * depth is that of the schema, because unknown fields are skipped by length and groups are refused.
 * Not thread safe.
 */
final class ProtoReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int MAX_PARTS = 10_000;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] buffer = new byte[0];
  int position;
  int limit;
  private int base;

  void reset(byte[] bytes, int offset, int length) {
    if ((offset | length) < 0 || offset > bytes.length - length) {
      throw new IndexOutOfBoundsException(
          "range " + offset + "+" + length + " of " + bytes.length + " bytes");
    }
    reset(bytes, offset, offset, offset + length);
  }

  /** Reads {@code [from, to)} of a message which begins at {@code start}, for what errors say. */
  void reset(byte[] bytes, int start, int from, int to) {
    buffer = bytes;
    base = start;
    position = from;
    limit = to;
  }

  boolean hasMore() {
    return position < limit;
  }

  /** The next tag: field number and wire type as protobuf packs them. */
  int tag() throws WireException {
    int at = position;
    long tag = varint();
    if (tag < 8 || tag > 0xffff_ffffL) {
      throw invalid(at, "no field number " + (tag >>> 3));
    }
    return (int) tag;
  }

  long varint() throws WireException {
    int at = position;
    if (at < limit && buffer[at] >= 0) {
      position = at + 1;
      return buffer[at];
    }
    return longVarint();
  }

  private long longVarint() throws WireException {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = nextByte(start);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (shift == 63 && next > 1) {
          break;
        }
        return value;
      }
    }
    throw invalid(start, "varint above 64 bits");
  }

  private int nextByte(int start) throws WireException {
    if (position >= limit) {
      throw invalid(start, "message ends inside a varint");
    }
    return buffer[position++];
  }

  static long zigzag(long raw) {
    return (raw >>> 1) ^ -(raw & 1);
  }

  double fixedDouble() throws WireException {
    if (limit - position < 8) {
      throw invalid(position, "message ends inside a double");
    }
    long bits = (long) LONG.get(buffer, position);
    position += 8;
    return Double.longBitsToDouble(bits);
  }

  /** Reads a length and checks that so many bytes are left. */
  int length() throws WireException {
    int at = position;
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw invalid(at, "length " + length + ", " + (limit - position) + " bytes left");
    }
    return (int) length;
  }

  /** Narrows the cursor to a nested message; hand the result to {@link #leave}. */
  int enter() throws WireException {
    int outer = limit;
    int length = length();
    limit = position + length;
    return outer;
  }

  void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /** Bounds how many objects a hostile message of small parts can make of itself. */
  void checkCount(int count) throws WireException {
    if (count == MAX_PARTS) {
      throw invalid(position, "more than " + MAX_PARTS + " parts of a kind");
    }
  }

  String text() throws WireException {
    int length = length();
    int start = position;
    position += length;
    return Utf8.text(buffer, start, length, start - base);
  }

  byte[] bytes() throws WireException {
    int length = length();
    position += length;
    return Arrays.copyOfRange(buffer, position - length, position);
  }

  void skipBytes() throws WireException {
    int length = length();
    position += length;
  }

  /**
   * Skips a field this schema does not know.
   *
   * @param knownFields bit n set: field n is known, so meeting it here means a wrong wire type
   */
  void skip(int tag, int knownFields) throws WireException {
    int field = tag >>> 3;
    if (field < 32 && (knownFields >>> field & 1) == 1) {
      throw invalid(position - 1, "field " + field + " has wire type " + (tag & 7));
    }
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> skipFixed(8);
      case BYTES -> skipBytes();
      case FIXED32 -> skipFixed(4);
      default -> throw invalid(position - 1, "wire type " + (tag & 7));
    }
  }

  private void skipFixed(int width) throws WireException {
    if (limit - position < width) {
      throw invalid(position, "message ends inside a fixed field");
    }
    position += width;
  }

  WireException invalid(int at, String detail) {
    return new WireException(WireFault.PROTO_INVALID, at - base, detail);
  }

  WireException fault(WireFault fault, int at, String detail) {
    return new WireException(fault, at - base, detail);
  }
}
