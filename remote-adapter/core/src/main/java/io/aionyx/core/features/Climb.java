package io.aionyx.core.features;

import io.aionyx.core.signals.Aspect;
import io.aionyx.core.signals.Span;

/**
 * How a quantity came up to where it is, measured on its own rise instead of on a fixed window: how
 * long the last half of the rise took, and how long the last tenth.
 *
 * <p>A window is too short for a leak of days and too long for one of an hour, and a staircase has
 * no slope between its steps. The half rise fits itself to each of them: on a straight way the
 * other half of the room takes as long as it did. And where growth ends, the last tenth takes ever
 * longer while the half stays what it was, so that their quotient tells a plateau within minutes.
 *
 * <p>Over a day: quarters of an hour, and the last two hours in tens of minutes. Cost: two reads of
 * a ring. Works on scratch arrays; not thread-safe.
 */
final class Climb {
  private static final int SLOTS_A_BLOCK = 5;
  private static final double RECENT_HOURS = 2;
  private static final int CAPACITY = 128;
  private static final double LEAST_LEVEL = 1e-9;

  private final double[] hours = new double[CAPACITY];
  private final double[] values = new double[CAPACITY];
  private int size;
  private double base;

  /** Takes the means of a signal, or its least values: what no collection or rotation takes. */
  void follow(View view, int signal, Aspect aspect) {
    size = 0;
    Span day = view.read(signal, Window.H24, aspect);
    for (int i = 0; i < day.size(); i++) {
      if (day.hour(i) < -RECENT_HOURS) {
        add(day.hour(i), day.value(i));
      }
    }
    recent(view.read(signal, Window.H2, aspect), aspect);
    base = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      base = Math.min(base, values[i]);
    }
  }

  private void recent(Span span, Aspect aspect) {
    // Blocks end with the newest value, so that the last one is always full.
    int first = span.size() % SLOTS_A_BLOCK;
    for (int from = first; from < span.size(); from += SLOTS_A_BLOCK) {
      double sum = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = from; i < from + SLOTS_A_BLOCK; i++) {
        sum += span.value(i);
        least = Math.min(least, span.value(i));
      }
      double hour = (span.hour(from) + span.hour(from + SLOTS_A_BLOCK - 1)) / 2;
      add(hour, aspect == Aspect.LEAST ? least : sum / SLOTS_A_BLOCK);
    }
  }

  private void add(double hour, double value) {
    hours[size] = hour;
    values[size++] = value;
  }

  /** From the least of the day to now. */
  double rise() {
    return size < 2 ? Double.NaN : values[size - 1] - base;
  }

  /** The rise as a share of where it has come to: what has no limit is measured on itself. */
  double riseShare() {
    return rise() / Math.max(Math.abs(values[Math.max(0, size - 1)]), LEAST_LEVEL);
  }

  /** Hours in which the last half was risen. */
  double halfHours() {
    return hoursSince(0.5);
  }

  /** Last tenth over last half: 0.2 on a straight way, 1 and more where growth has ended. */
  double stall() {
    return hoursSince(0.1) / hoursSince(0.5);
  }

  /** What is left to the limit at the pace of the last half. */
  double hoursTo(double limit, double farHours) {
    double rise = rise();
    if (Double.isNaN(rise)) {
      return Double.NaN;
    }
    double room = limit - values[size - 1];
    if (room <= 0) {
      return 0;
    }
    return rise <= 0 ? farHours : Math.min(farHours, 2 * room / rise * halfHours());
  }

  /** Hours since the value was last below what it has risen in this last share of its rise. */
  private double hoursSince(double lastShare) {
    double rise = rise();
    if (!(rise > 0)) {
      return Double.NaN;
    }
    double level = values[size - 1] - lastShare * rise;
    int i = size - 2;
    while (values[i] > level) {
      i--;
    }
    double share = (level - values[i]) / (values[i + 1] - values[i]);
    return hours[size - 1] - (hours[i] + share * (hours[i + 1] - hours[i]));
  }
}
