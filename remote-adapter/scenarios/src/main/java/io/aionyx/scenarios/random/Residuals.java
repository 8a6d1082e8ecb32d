package io.aionyx.scenarios.random;

/**
 * What is left of a metric when level and season are taken away: memory and tails, per family.
 *
 * <p>Fitted to the training part of the Server Machine Dataset (SMD of OmniAnomaly, KDD 2019, MIT
 * licence): machines 1-6, 2-1, 2-7 and 3-3, one-minute samples, residual to the centred median of
 * an hour. Its signals carry no names, so the families are the four quarters of all signals that
 * move, in order of their lag-1 autocorrelation. The numbers are that autocorrelation and quantiles
 * of the absolute innovation in standard deviations, cut at 12.
 */
public enum Residuals {
  NETWORK(0.16, 0, .023, .065, .120, .197, .298, .407, .578, .840, 1.333, 1.837, 3.604, 7.941, 12),
  LATENCY(0.39, 0, .058, .132, .222, .317, .441, .582, .755, 1.019, 1.425, 1.856, 3.107, 6.708, 12),
  CPU(0.71, 0, .051, .120, .201, .292, .388, .516, .673, .914, 1.352, 1.851, 3.495, 7.670, 12),
  MEMORY(0.85, 0, .022, .053, .101, .165, .237, .328, .443, .635, 1.035, 1.645, 3.577, 9.957, 12);

  /** Innovations are looked up by this many random bits. */
  static final int BITS = 12;

  private final double autocorrelation;
  private final double[] absoluteQuantiles;
  private final double[] innovations;

  Residuals(double autocorrelation, double... absoluteQuantiles) {
    this.autocorrelation = autocorrelation;
    this.absoluteQuantiles = absoluteQuantiles;
    this.innovations = expand(absoluteQuantiles);
  }

  double autocorrelation() {
    return autocorrelation;
  }

  double[] absoluteQuantiles() {
    return absoluteQuantiles.clone();
  }

  static double[] knots() {
    return Knots.SHARES.clone();
  }

  double[] innovations() {
    return innovations;
  }

  /** A symmetric table of unit variance from the quantiles of the absolute residual. */
  private static double[] expand(double[] absoluteQuantiles) {
    int half = 1 << (BITS - 1);
    var table = new double[2 * half];
    double squares = 0;
    for (int i = 0; i < half; i++) {
      double magnitude = interpolate(absoluteQuantiles, (i + 0.5) / half);
      table[half + i] = magnitude;
      table[half - 1 - i] = -magnitude;
      squares += magnitude * magnitude;
    }
    double scale = 1 / StrictMath.sqrt(squares / half);
    for (int i = 0; i < table.length; i++) {
      table[i] *= scale;
    }
    return table;
  }

  private static double interpolate(double[] quantiles, double probability) {
    int upper = 1;
    while (Knots.SHARES[upper] < probability) {
      upper++;
    }
    double share =
        (probability - Knots.SHARES[upper - 1]) / (Knots.SHARES[upper] - Knots.SHARES[upper - 1]);
    return quantiles[upper - 1] + share * (quantiles[upper] - quantiles[upper - 1]);
  }

  /** Apart from the enum, whose constants are made before its other statics. */
  private static final class Knots {
    /** Where the knots of a table lie in the distribution of the absolute residual. */
    static final double[] SHARES = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, .999, 1};
  }
}
