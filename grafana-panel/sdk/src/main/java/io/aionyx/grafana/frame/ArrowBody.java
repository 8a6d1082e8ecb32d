package io.aionyx.grafana.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record batch, as Arrow lays them out: per column a bitmap of the rows which have
 * a value (left out when all have), for texts the offsets, then the values; each buffer padded to
 * eight bytes, all little-endian. Buffers are measured first and written straight into the file: a
 * copy in between would double the garbage of a query.
 */
final class ArrowBody {
  private static final byte[] NO_BYTES = {};

  private final List<Part> parts = new ArrayList<>();

  private ArrowBody() {}

  /** A buffer to be written: exactly {@code length} bytes. */
  record Part(int length, Consumer<ByteBuffer> writeTo) {
    int paddedLength() {
      return padded(length);
    }
  }

  static ArrowBody of(Frame frame) {
    ArrowBody body = new ArrowBody();
    for (Field field : frame.fields()) {
      body.add(field.column());
    }
    return body;
  }

  List<Part> parts() {
    return parts;
  }

  int length() {
    return Math.toIntExact(parts.stream().mapToLong(Part::paddedLength).sum());
  }

  void writeTo(ByteBuffer target) {
    for (Part part : parts) {
      int start = target.position();
      part.writeTo().accept(target);
      target.position(start + part.paddedLength());
    }
  }

  static int padded(int length) {
    return Math.addExact(length, 7) & ~7;
  }

  private void add(Column column) {
    validity(column);
    switch (column) {
      case Column.Times times -> longs(times.epochNanos, Column.Times.NONE);
      case Column.Numbers numbers -> doubles(numbers.values);
      case Column.Integers integers -> longs(integers.values, 0);
      case Column.Texts texts -> texts(texts.values);
      case Column.Booleans booleans -> bits(booleans.values);
    }
  }

  private void validity(Column column) {
    if (column.nullCount() == 0) {
      part(0, target -> {});
      return;
    }
    boolean[] present = new boolean[column.rows()];
    for (int row = 0; row < present.length; row++) {
      present[row] = !column.isNull(row);
    }
    bits(present);
  }

  private void bits(boolean[] values) {
    part((values.length + 7) / 8, target -> writeBits(target, values));
  }

  private static void writeBits(ByteBuffer target, boolean[] values) {
    int start = target.position();
    for (int row = 0; row < values.length; row++) {
      if (values[row]) {
        int at = start + (row >> 3);
        target.put(at, (byte) (target.get(at) | (1 << (row & 7))));
      }
    }
  }

  private void longs(long[] values, long none) {
    part(
        Math.multiplyExact(values.length, Long.BYTES),
        target -> {
          for (long value : values) {
            target.putLong(value == none ? 0 : value);
          }
        });
  }

  private void doubles(double[] values) {
    part(
        Math.multiplyExact(values.length, Double.BYTES),
        target -> {
          for (double value : values) {
            target.putDouble(Double.isNaN(value) ? 0 : value);
          }
        });
  }

  private void texts(@Nullable String[] values) {
    byte[][] utf8 = utf8(values);
    part(Math.multiplyExact(utf8.length + 1, Integer.BYTES), target -> writeOffsets(target, utf8));
    part(totalLength(utf8), target -> writeTexts(target, utf8));
  }

  /** Columns tend to repeat themselves, and the same string is encoded only once in a row. */
  private static byte[][] utf8(@Nullable String[] values) {
    byte[][] utf8 = new byte[values.length][];
    String previous = "";
    byte[] encoded = NO_BYTES;
    for (int row = 0; row < values.length; row++) {
      String value = Objects.requireNonNullElse(values[row], "");
      if (!value.equals(previous)) {
        encoded = value.getBytes(StandardCharsets.UTF_8);
        previous = value;
      }
      utf8[row] = encoded;
    }
    return utf8;
  }

  private static int totalLength(byte[][] utf8) {
    long total = 0;
    for (byte[] text : utf8) {
      total += text.length;
    }
    return Math.toIntExact(total);
  }

  private static void writeOffsets(ByteBuffer target, byte[][] utf8) {
    int end = 0;
    target.putInt(end);
    for (byte[] text : utf8) {
      end += text.length;
      target.putInt(end);
    }
  }

  private static void writeTexts(ByteBuffer target, byte[][] utf8) {
    for (byte[] text : utf8) {
      target.put(text);
    }
  }

  private void part(int length, Consumer<ByteBuffer> writeTo) {
    parts.add(new Part(length, writeTo));
  }
}
