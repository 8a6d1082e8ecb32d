package io.aionyx.trainer.calibration;

import java.util.ArrayList;
import java.util.List;

/** Builds a staircase through points that rise, with even steps between one point and the next. */
final class Stairs {
  private static final int STEPS_A_FLIGHT = 8;

  private final List<Calibration.Step> steps = new ArrayList<>();
  private double margin;
  private double probability;
  private double lower;
  private double upper;

  void climbTo(double nextMargin, double nextProbability, double nextLower, double nextUpper) {
    int flight = steps.isEmpty() ? 1 : STEPS_A_FLIGHT;
    for (int i = 1; i <= flight; i++) {
      double share = (double) i / flight;
      add(
          between(margin, nextMargin, share),
          between(probability, nextProbability, share),
          between(lower, nextLower, share),
          between(upper, nextUpper, share));
    }
    margin = nextMargin;
    probability = nextProbability;
    lower = nextLower;
    upper = nextUpper;
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** Steps that are one in single precision are one. */
  private void add(double fromMargin, double share, double least, double most) {
    var step = new Calibration.Step((float) fromMargin, (float) share, (float) least, (float) most);
    var last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
    if (last == null
        || (step.fromMargin() > last.fromMargin() && step.probability() > last.probability())) {
      steps.add(step);
    }
  }

  List<Calibration.Step> steps() {
    return List.copyOf(steps);
  }
}
