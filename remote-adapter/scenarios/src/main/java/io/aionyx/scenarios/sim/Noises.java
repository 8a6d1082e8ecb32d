package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.random.Rng;

/** Draws that pods and nodes share. */
final class Noises {
  private static final double MOST_DEVIATIONS = 8;
  private static final double LARGE_MEAN = 30;

  private Noises() {}

  /** Beyond eight deviations lies nothing that the telemetry of something healthy shows. */
  static double clip(double noise) {
    return Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, noise));
  }

  /** A number of independent events: exact for small means, uniform of equal variance for large. */
  static double poisson(Rng rng, double mean) {
    if (mean > LARGE_MEAN) {
      double spread = Math.sqrt(12 * mean);
      return Math.rint(mean + (rng.uniform() - 0.5) * spread);
    }
    double left = StrictMath.exp(-mean);
    double product = rng.uniform();
    int events = 0;
    while (product > left) {
      product *= rng.uniform();
      events++;
    }
    return events;
  }
}
