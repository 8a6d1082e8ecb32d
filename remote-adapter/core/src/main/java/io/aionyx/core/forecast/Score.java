package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/** How well forecasts of one lead have met what came, recent ones weighing most. */
public final class Score {
  private final double keep;
  private double errors;
  private double truths;
  private double inside;
  private double count;

  /**
   * @param halfLife observations until an old one weighs half
   */
  Score(double halfLife) {
    this.keep = Math.pow(0.5, 1 / halfLife);
  }

  void observe(double truth, double median, double lower, double upper) {
    errors = keep * errors + Math.abs(truth - median);
    truths = keep * truths + Math.abs(truth);
    inside = keep * inside + (truth >= lower && truth <= upper ? 1 : 0);
    count = keep * count + 1;
  }

  /** Sum of absolute errors; with {@link #truths} a weighted absolute percentage error. */
  public double errors() {
    return errors;
  }

  public double truths() {
    return truths;
  }

  /** Truths within the interval from the 5th to the 95th percentile, of {@link #count}. */
  public double inside() {
    return inside;
  }

  public double count() {
    return count;
  }

  void write(StateWriter state) {
    state.real(errors);
    state.real(truths);
    state.real(inside);
    state.real(count);
  }

  void read(StateReader state) {
    errors = state.real();
    truths = state.real();
    inside = state.real();
    count = state.real();
  }
}
