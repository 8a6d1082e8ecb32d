package io.aionyx.scenarios.random;

/** What is left of a metric when level and season are taken away: tails and memory, per family. */
public enum Residuals {
  CPU(0.55, 0, .05, .13, .22, .34, .48, .66, .90, 1.27, 2.10, 3.20, 5.6, 9.0),
  MEMORY(0.93, 0, .04, .10, .18, .29, .43, .62, .90, 1.33, 2.20, 3.30, 5.4, 8.0),
  NETWORK(0.60, 0, .05, .12, .21, .33, .47, .65, .90, 1.28, 2.12, 3.25, 5.8, 9.5),
  LATENCY(0.50, 0, .05, .12, .20, .31, .45, .62, .87, 1.25, 2.10, 3.40, 6.2, 10.0);

  /** Innovations are looked up by this many random bits. */
  static final int BITS = 12;

  private final double autocorrelation;
  private final double[] innovations;

  Residuals(double autocorrelation, double... absoluteQuantiles) {
    this.autocorrelation = autocorrelation;
    this.innovations = expand(absoluteQuantiles);
  }

  double autocorrelation() {
    return autocorrelation;
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
    static final double[] SHARES = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1};
  }
}
