package io.aionyx.core.forecast;

import java.util.Arrays;

/** Forecasts that wait for their truth: one for each of the next few even moments. */
final class Pending {
  private final long everyMillis;
  private final long[] moments;
  private final float[] values;

  Pending(long everyMillis, int moments) {
    this.everyMillis = everyMillis;
    this.moments = new long[moments];
    this.values = new float[3 * moments];
    Arrays.fill(this.moments, Long.MIN_VALUE);
  }

  void put(long millis, Outlook outlook) {
    int index = index(millis);
    moments[index] = millis;
    values[3 * index] = (float) outlook.at(millis, 5);
    values[3 * index + 1] = (float) outlook.at(millis, 50);
    values[3 * index + 2] = (float) outlook.at(millis, 95);
  }

  boolean has(long millis) {
    return moments[index(millis)] == millis;
  }

  /**
   * @param percentile 5, 50 or 95
   */
  double at(long millis, int percentile) {
    int column = percentile < 50 ? 0 : percentile == 50 ? 1 : 2;
    return has(millis) ? values[3 * index(millis) + column] : Double.NaN;
  }

  private int index(long millis) {
    return (int) Math.floorMod(millis / everyMillis, (long) moments.length);
  }
}
