package io.aionyx.core.signals;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * What is usual for an hour of the week: mean and mean absolute deviation of each of 168 hours,
 * forgetting with a half-life of about two weeks.
 *
 * <p>A deploy that changes the level for good is absorbed within a few weeks; until then the window
 * features, which compare with the last day, carry it. Not thread-safe.
 */
final class Season {
  private static final int HOURS = 168;
  private static final long HOUR_MILLIS = 3_600_000;

  /** Weight of this week's hour against all before it. */
  private static final float FRESH = 0.3f;

  private final float[] usual = new float[HOURS];
  private final float[] deviation = new float[HOURS];
  private final byte[] weeks = new byte[HOURS];
  private long hour = Long.MIN_VALUE;
  private double sum;
  private int count;

  void push(long atMillis, float value) {
    long now = Math.floorDiv(atMillis, HOUR_MILLIS);
    if (now != hour) {
      close();
      hour = now;
    }
    if (!Float.isNaN(value)) {
      sum += value;
      count++;
    }
  }

  private void close() {
    if (count > 0) {
      int index = (int) Math.floorMod(hour, (long) HOURS);
      float mean = (float) (sum / count);
      float fresh = weeks[index] == 0 ? 1 : Math.max(FRESH, 1f / (weeks[index] + 1));
      deviation[index] += fresh * (Math.abs(mean - usual[index]) - deviation[index]);
      usual[index] += fresh * (mean - usual[index]);
      if (weeks[index] < Byte.MAX_VALUE) {
        weeks[index]++;
      }
    }
    sum = 0;
    count = 0;
  }

  /**
   * How far a value lies from what this hour of the week usually shows, in usual deviations; NaN
   * until the hour has been seen in two weeks. A deviation below a hundredth of the level counts as
   * that hundredth, or a constant signal would find any change infinite.
   */
  double residual(long atMillis, double value) {
    int index = (int) Math.floorMod(Math.floorDiv(atMillis, HOUR_MILLIS), (long) HOURS);
    if (weeks[index] < 2) {
      return Double.NaN;
    }
    double scale = Math.max(deviation[index], Math.abs(usual[index]) * 0.01 + 1e-9);
    return (value - usual[index]) / scale;
  }

  void write(StateWriter state) {
    state.floats(usual);
    state.floats(deviation);
    state.bytes(weeks);
    state.number(hour);
    state.real(sum);
    state.integer(count);
  }

  void read(StateReader state) {
    state.floats(usual);
    state.floats(deviation);
    state.bytes(weeks);
    hour = state.number();
    sum = state.real();
    count = state.integer();
  }
}
