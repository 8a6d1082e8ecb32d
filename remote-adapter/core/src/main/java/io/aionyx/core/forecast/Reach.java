package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * How far to either side of a forecast of one lead the truth lies, followed as truths come in: each
 * bound moves out when it was passed and creeps in when it was not, so that it is passed one time
 * in twenty whatever the errors do. (Gibbs and Candès 2021; Angelopoulos, Candès and Tibshirani,
 * Conformal PID control, 2023.) Not thread-safe.
 */
final class Reach {
  private static final double TAIL = 0.05;
  private static final double RATE = 0.2;
  private static final int WARM_UP = 20;

  private double lower;
  private double upper;
  private double size;
  private int count;

  void observe(double error) {
    count++;
    size += (Math.abs(error) - size) / Math.min(count, 200);
    if (count <= WARM_UP) {
      upper = Math.max(upper, error);
      lower = Math.min(lower, error);
      return;
    }
    double move = RATE * size;
    upper = Math.max(0, upper + move * ((error > upper ? 1 : 0) - TAIL));
    lower = Math.min(0, lower - move * ((error < lower ? 1 : 0) - TAIL));
  }

  /** Starts from bounds that were measured elsewhere, unless it has bounds of its own. */
  void expect(double measuredLower, double measuredUpper) {
    if (count == 0 && (measuredLower < 0 || measuredUpper > 0)) {
      lower = Math.min(0, measuredLower);
      upper = Math.max(0, measuredUpper);
      size = (upper - lower) / 4;
      count = WARM_UP;
    }
  }

  boolean known() {
    return count > 0;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  void write(StateWriter state) {
    state.real(lower);
    state.real(upper);
    state.real(size);
    state.integer(count);
  }

  void read(StateReader state) {
    lower = state.real();
    upper = state.real();
    size = state.real();
    count = state.integer();
  }
}
