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

  /**
   * A number of independent events: exact for small means, uniform of equal variance for large.
   *
   * <p>It takes one draw whatever the mean, so that a pushed quantity leaves the noise of all
   * others as it was.
   */
  static double poisson(Rng rng, double mean) {
    double chance = rng.uniform();
    if (mean > LARGE_MEAN) {
      return Math.rint(mean + (chance - 0.5) * Math.sqrt(12 * mean));
    }
    double term = StrictMath.exp(-mean);
    double below = term;
    int events = 0;
    while (chance > below && term > 1e-18) {
      events++;
      term *= mean / events;
      below += term;
    }
    return events;
  }
}
