package io.aionyx.core.signals;

/**
 * The known values of a stretch of time, oldest first: a scratch area that is filled and read over
 * and over, so that statistics allocate nothing. Not thread-safe.
 */
public final class Span {
  private static final int CAPACITY = 128;

  private final double[] hours = new double[CAPACITY];
  private final double[] values = new double[CAPACITY];
  private int size;

  void clear() {
    size = 0;
  }

  void addIfKnown(double hour, float value) {
    if (!Float.isNaN(value)) {
      hours[size] = hour;
      values[size++] = value;
    }
  }

  public int size() {
    return size;
  }

  /** Hours before the evaluation, so never above zero. */
  public double hour(int index) {
    return hours[index];
  }

  public double value(int index) {
    return values[index];
  }

  /** Hours from the oldest to the newest known value. */
  public double coverageHours() {
    return size == 0 ? 0 : hours[size - 1] - hours[0];
  }
}
