package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.random.Rng;

/** How a precursor grows from nothing (0) to its failure (1). */
public enum Shape {
  LINEAR {
    @Override
    double[] draw(Rng rng, int points) {
      return curve(points, p -> p);
    }
  },
  EXPONENTIAL {
    @Override
    double[] draw(Rng rng, int points) {
      double rate = rng.uniform(1.5, 3);
      double full = StrictMath.expm1(rate);
      return curve(points, p -> StrictMath.expm1(rate * p) / full);
    }
  },
  STAIRCASE {
    @Override
    double[] draw(Rng rng, int points) {
      int steps = rng.between(6, 14);
      return curve(points, p -> p >= 1 ? 1 : StrictMath.floor(p * steps) / steps);
    }
  },
  RANDOM_WALK {
    @Override
    double[] draw(Rng rng, int points) {
      var curve = new double[points];
      for (int i = 1; i < points; i++) {
        double burst = rng.uniform();
        curve[i] = curve[i - 1] + burst * burst * burst;
      }
      double total = curve[points - 1];
      for (int i = 0; i < points; i++) {
        curve[i] /= total;
      }
      return curve;
    }
  },
  /** Every cycle gives back a part of what it took; what it keeps is the leak. */
  SAWTOOTH {
    @Override
    double[] draw(Rng rng, int points) {
      int teeth = rng.between(8, 24);
      double height = rng.uniform(0.05, 0.15);
      return curve(
          points,
          p -> p >= 1 ? 1 : (1 - height) * p + height * (p * teeth - StrictMath.floor(p * teeth)));
    }
  };

  /** Strength at equal steps of progress, first 0 (or nearly), last 1. */
  abstract double[] draw(Rng rng, int points);

  private interface Growth {
    double at(double progress);
  }

  private static double[] curve(int points, Growth growth) {
    var curve = new double[points];
    for (int i = 0; i < points; i++) {
      curve[i] = growth.at(i / (points - 1.0));
    }
    return curve;
  }
}
