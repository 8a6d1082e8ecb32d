package io.aionyx.core.forecast;

import java.time.Duration;

/**
 * A signal's past at even steps, oldest first.
 *
 * @param startMillis the first value's moment
 * @param stepMillis between values; must divide a day
 * @param values NaN where nothing is known
 */
public record Past(long startMillis, long stepMillis, float[] values) {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  public Past {
    if (stepMillis <= 0 || DAY_MILLIS % stepMillis != 0) {
      throw new IllegalArgumentException("step must divide a day: was " + stepMillis + " ms");
    }
    values = values.clone();
  }

  int size() {
    return values.length;
  }

  /** Steps in a day. */
  int day() {
    return (int) (DAY_MILLIS / stepMillis);
  }

  long momentOf(int index) {
    return startMillis + index * stepMillis;
  }

  /** The last value's moment. */
  long endMillis() {
    return startMillis + (values.length - 1) * stepMillis;
  }
}
