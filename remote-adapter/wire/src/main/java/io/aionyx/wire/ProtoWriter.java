package io.aionyx.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Appends protobuf fields to a growing buffer that is kept between messages. Not thread safe. */
final class ProtoWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int size;

  ProtoWriter() {
    this(new byte[256], 0);
  }

  /** Writes into {@code buffer} from {@code offset}; moves to a larger one only if it must. */
  ProtoWriter(byte[] buffer, int offset) {
    this.buffer = buffer;
    this.size = offset;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** The checksum of what was written since {@link #clear}. */
  int crc32c() {
    var crc = new CRC32C();
    crc.update(buffer, 0, size);
    return (int) crc.getValue();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(buffer, 0, size);
  }

  byte[] snappy() {
    return SnappyBlock.encode(buffer, 0, size);
  }

  static int varintSize(long value) {
    return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
  }

  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  void varint(long value) {
    reserve(varintSize(value)); // exact, since a caller's own buffer must not be left behind
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** A varint field; zero is left out, as proto3 does. */
  void varint(int field, long value) {
    if (value != 0) {
      varint(field << 3 | ProtoReader.VARINT);
      varint(value);
    }
  }

  /** A varint field which is there even if it is zero, as in a oneof. */
  void presentVarint(int field, long value) {
    varint(field << 3 | ProtoReader.VARINT);
    varint(value);
  }

  /** A double field; positive zero is left out, negative zero and NaN are not. */
  void fixed(int field, double value) {
    if (Double.doubleToRawLongBits(value) != 0) {
      presentFixed(field, value);
    }
  }

  void presentFixed(int field, double value) {
    varint(field << 3 | ProtoReader.FIXED64);
    fixed(value);
  }

  void fixed(double value) {
    reserve(8);
    LONG.set(buffer, size, Double.doubleToRawLongBits(value));
    size += 8;
  }

  /** Tag and length of a field whose bytes follow. */
  void head(int field, int length) {
    varint(field << 3 | ProtoReader.BYTES);
    varint(length);
  }

  void bytes(int field, byte[] source, int offset, int length) {
    head(field, length);
    raw(source, offset, length);
  }

  void raw(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, buffer, size, length);
    size += length;
  }

  void text(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes(field, utf8, 0, utf8.length);
  }

  /** A text field which is left out when empty. */
  void optionalText(int field, String text) {
    if (!text.isEmpty()) {
      text(field, text);
    }
  }

  /** A nested message which was built elsewhere. */
  void message(int field, ProtoWriter nested) {
    bytes(field, nested.buffer, 0, nested.size);
  }

  /**
   * A sample as field 2 of a time series.
   *
   * @param varint of the timestamp, low byte first, where it takes at most eight bytes
   */
  void sample(long timestampMillis, long varint, int varintSize, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits == 0 || timestampMillis == 0 || varintSize > Long.BYTES) {
      plainSample(timestampMillis, value);
      return;
    }
    reserve(12 + Long.BYTES);
    buffer[size] = 2 << 3 | ProtoReader.BYTES;
    buffer[size + 1] = (byte) (10 + varintSize);
    buffer[size + 2] = 1 << 3 | ProtoReader.FIXED64;
    LONG.set(buffer, size + 3, bits);
    buffer[size + 11] = 2 << 3 | ProtoReader.VARINT;
    LONG.set(buffer, size + 12, varint); // what lies beyond is written over by what comes next
    size += 12 + varintSize;
  }

  /** Zeros are left out, as proto3 does. */
  private void plainSample(long timestampMillis, double value) {
    var part = new ProtoWriter(new byte[32], 0);
    part.fixed(1, value);
    part.varint(2, timestampMillis);
    message(2, part);
  }

  void raw(ProtoWriter other) {
    raw(other.buffer, 0, other.size);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), 2 * buffer.length));
    }
  }
}
