package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/** The last four weeks of a signal in means of an hour; takes memory as it fills. */
final class Hours {
  static final long HOUR_MILLIS = 3_600_000;
  private static final int MOST = 28 * 24;

  private float[] values = new float[24];
  private int size;
  private long nextHour;
  private double sum;
  private int count;

  /** The hour that is being gathered; the first is that of the first value. */
  long current() {
    return nextHour;
  }

  boolean started() {
    return count > 0 || size > 0;
  }

  void start(long hour) {
    nextHour = hour;
  }

  void add(double value) {
    sum += value;
    count++;
  }

  /** Ends the current hour: its mean, or NaN where nothing came. */
  float close() {
    float mean = count == 0 ? Float.NaN : (float) (sum / count);
    push(mean);
    sum = 0;
    count = 0;
    nextHour++;
    return mean;
  }

  private void push(float mean) {
    if (size == MOST) {
      System.arraycopy(values, 1, values, 0, --size);
    } else if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(2 * size, MOST));
    }
    values[size++] = mean;
  }

  int size() {
    return size;
  }

  /** The value of an hour that is over. */
  float at(long hour) {
    return values[(int) (hour - nextHour + size)];
  }

  Past past() {
    return new Past((nextHour - size) * HOUR_MILLIS, HOUR_MILLIS, Arrays.copyOf(values, size));
  }

  void write(StateWriter state) {
    state.integer(size);
    state.floats(Arrays.copyOf(values, size));
    state.number(nextHour);
    state.real(sum);
    state.integer(count);
  }

  void read(StateReader state) {
    size = state.count();
    values = new float[Math.max(24, size)];
    var known = new float[size];
    state.floats(known);
    System.arraycopy(known, 0, values, 0, size);
    nextHour = state.number();
    sum = state.real();
    count = state.integer();
  }
}
