package io.aionyx.grafana.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record batch, as Arrow lays them out: per column a bitmap of the rows which have
 * a value (left out when all have), for texts the offsets, then the values; each buffer padded to
 * eight bytes, all little-endian.
 */
final class ArrowBody {
  private final List<ByteBuffer> buffers = new ArrayList<>();

  private ArrowBody() {}

  static ArrowBody of(Frame frame) {
    ArrowBody body = new ArrowBody();
    for (Field field : frame.fields()) {
      body.add(field.column());
    }
    return body;
  }

  List<ByteBuffer> buffers() {
    return buffers;
  }

  int length() {
    return buffers.stream().mapToInt(buffer -> padded(buffer.capacity())).sum();
  }

  void copyTo(ByteBuffer target) {
    for (ByteBuffer buffer : buffers) {
      int start = target.position();
      target.put(buffer.duplicate().clear());
      target.position(start + padded(buffer.capacity()));
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
      buffer(0);
      return;
    }
    boolean[] present = new boolean[column.rows()];
    for (int row = 0; row < present.length; row++) {
      present[row] = !column.isNull(row);
    }
    bits(present);
  }

  private void bits(boolean[] values) {
    ByteBuffer bits = buffer((values.length + 7) / 8);
    for (int row = 0; row < values.length; row++) {
      if (values[row]) {
        bits.put(row >> 3, (byte) (bits.get(row >> 3) | 1 << (row & 7)));
      }
    }
  }

  private void longs(long[] values, long none) {
    ByteBuffer longs = buffer(Math.multiplyExact(values.length, Long.BYTES));
    for (long value : values) {
      longs.putLong(value == none ? 0 : value);
    }
  }

  private void doubles(double[] values) {
    ByteBuffer doubles = buffer(Math.multiplyExact(values.length, Double.BYTES));
    for (double value : values) {
      doubles.putDouble(Double.isNaN(value) ? 0 : value);
    }
  }

  private void texts(@Nullable String[] values) {
    byte[][] utf8 = new byte[values.length][];
    ByteBuffer offsets = buffer(Math.multiplyExact(values.length + 1, Integer.BYTES));
    int end = 0;
    offsets.putInt(end);
    for (int row = 0; row < values.length; row++) {
      String value = values[row];
      utf8[row] = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
      end = Math.addExact(end, utf8[row].length);
      offsets.putInt(end);
    }
    ByteBuffer texts = buffer(end);
    for (byte[] value : utf8) {
      texts.put(value);
    }
  }

  private ByteBuffer buffer(int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    buffers.add(buffer);
    return buffer;
  }
}
