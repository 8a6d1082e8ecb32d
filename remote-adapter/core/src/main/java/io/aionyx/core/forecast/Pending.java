package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/** Forecasts that wait for their truth, and those that have met it: the last few even moments. */
final class Pending {
  private final long everyMillis;
  private final long[] moments;
  private final float[] values;
  private final float[] truths;

  Pending(long everyMillis, int moments) {
    this.everyMillis = everyMillis;
    this.moments = new long[moments];
    this.values = new float[3 * moments];
    this.truths = new float[moments];
    Arrays.fill(this.moments, Long.MIN_VALUE);
  }

  void put(long millis, Outlook outlook) {
    int index = index(millis);
    moments[index] = millis;
    values[3 * index] = (float) outlook.at(millis, 5);
    values[3 * index + 1] = (float) outlook.at(millis, 50);
    values[3 * index + 2] = (float) outlook.at(millis, 95);
    truths[index] = Float.NaN;
  }

  void meet(long millis, float truth) {
    truths[index(millis)] = truth;
  }

  /** What came; NaN where that is not known. */
  float truth(long millis) {
    return has(millis) ? truths[index(millis)] : Float.NaN;
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

  void write(StateWriter state) {
    for (long moment : moments) {
      state.number(moment);
    }
    state.floats(values);
    state.floats(truths);
  }

  void read(StateReader state) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = state.number();
    }
    state.floats(values);
    state.floats(truths);
  }
}
