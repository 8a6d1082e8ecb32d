package io.aionyx.grafana.frame;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a field, in arrays. Rows without a value are null in the frame. */
abstract sealed class Column {
  abstract int rows();

  /** Whether the frame has no value in this row. */
  abstract boolean isNull(int row);

  /** Whether any row may be null, which is part of the schema. */
  abstract boolean nullable();

  final int nullCount() {
    int nulls = 0;
    for (int row = 0; row < rows(); row++) {
      nulls += isNull(row) ? 1 : 0;
    }
    return nulls;
  }

  /** Points in time: nanoseconds since 1970, {@link Long#MIN_VALUE} for none. */
  static final class Times extends Column {
    static final long NONE = Long.MIN_VALUE;
    final long[] epochNanos;

    Times(List<? extends @Nullable Instant> instants) {
      epochNanos = new long[instants.size()];
      int row = 0;
      for (Instant instant : instants) {
        epochNanos[row++] = instant == null ? NONE : nanos(instant);
      }
    }

    private static long nanos(Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    @Override
    int rows() {
      return epochNanos.length;
    }

    @Override
    boolean isNull(int row) {
      return epochNanos[row] == NONE;
    }

    @Override
    boolean nullable() {
      return true;
    }
  }

  /** Floating point numbers, NaN for none. */
  static final class Numbers extends Column {
    final double[] values;

    Numbers(double[] values) {
      this.values = values.clone();
    }

    @Override
    int rows() {
      return values.length;
    }

    @Override
    boolean isNull(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    boolean nullable() {
      return true;
    }
  }

  /** Whole numbers, in every row. */
  static final class Integers extends Column {
    final long[] values;

    Integers(long[] values) {
      this.values = values.clone();
    }

    @Override
    int rows() {
      return values.length;
    }

    @Override
    boolean isNull(int row) {
      return false;
    }

    @Override
    boolean nullable() {
      return false;
    }
  }

  /** Texts, null for none. */
  static final class Texts extends Column {
    final @Nullable String[] values;

    Texts(List<? extends @Nullable String> values) {
      this.values = values.toArray(new @Nullable String[0]);
    }

    @Override
    int rows() {
      return values.length;
    }

    @Override
    boolean isNull(int row) {
      return values[row] == null;
    }

    @Override
    boolean nullable() {
      return true;
    }
  }

  /** Truth values, in every row. */
  static final class Booleans extends Column {
    final boolean[] values;

    Booleans(boolean[] values) {
      this.values = Arrays.copyOf(values, values.length);
    }

    @Override
    int rows() {
      return values.length;
    }

    @Override
    boolean isNull(int row) {
      return false;
    }

    @Override
    boolean nullable() {
      return false;
    }
  }
}
