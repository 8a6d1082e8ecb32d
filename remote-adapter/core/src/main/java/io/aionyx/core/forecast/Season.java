package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.time.Duration;
import java.util.TreeSet;

/**
 * Day and week as a Fourier series of time since the epoch in UTC: ten harmonics of the day, and
 * every frequency up to twenty a week, by which one day differs from the next.
 */
record Season(double level, Packed coefficients) {
  private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();
  private static final int DAILY = 10;
  private static final int WEEKLY = 20;
  private static final int[] PER_WEEK = frequencies();
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /** The basis at each full hour of the week: a forecast asks for hundreds of them. */
  private static final double[][] HOURLY = hourly();

  private static double[][] hourly() {
    var rows = new double[7 * 24][columns()];
    for (int hour = 0; hour < rows.length; hour++) {
      basis(hour * HOUR_MILLIS, rows[hour], 0);
    }
    return rows;
  }

  private static int[] frequencies() {
    var cycles = new TreeSet<Integer>();
    for (int k = 1; k <= DAILY; k++) {
      cycles.add(7 * k);
    }
    for (int k = 1; k <= WEEKLY; k++) {
      cycles.add(k);
    }
    return cycles.stream().mapToInt(Integer::intValue).toArray();
  }

  static int columns() {
    return 2 * PER_WEEK.length;
  }

  static void basis(long atMillis, double[] into, int offset) {
    double turn = 2 * Math.PI * (atMillis / WEEK_MILLIS - Math.floor(atMillis / WEEK_MILLIS));
    for (int i = 0; i < PER_WEEK.length; i++) {
      into[offset + 2 * i] = Math.sin(PER_WEEK[i] * turn);
      into[offset + 2 * i + 1] = Math.cos(PER_WEEK[i] * turn);
    }
  }

  double at(long atMillis) {
    double[] row = row(atMillis);
    double value = level;
    for (int i = 0; i < row.length; i++) {
      value += coefficients.at(i) * row[i];
    }
    return value;
  }

  private static double[] row(long atMillis) {
    if (atMillis % HOUR_MILLIS == 0) {
      return HOURLY[(int) Math.floorMod(atMillis / HOUR_MILLIS, (long) HOURLY.length)];
    }
    var row = new double[columns()];
    basis(atMillis, row, 0);
    return row;
  }

  void write(StateWriter state) {
    state.real(level);
    coefficients.write(state);
  }

  static Season read(StateReader state) {
    return new Season(state.real(), Packed.read(state));
  }
}
