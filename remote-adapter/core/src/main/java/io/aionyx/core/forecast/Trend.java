package io.aionyx.core.forecast;

import java.util.Arrays;

/**
 * Growth per day: the Theil-Sen slope of daily means, kept only where it stands out from their
 * scatter, for a trend that is not there does the most harm far ahead. (Theil 1950; Sen 1968.)
 */
final class Trend {
  private static final int LEAST_DAYS = 4;
  private static final int DAYS = 14;

  private Trend() {}

  /**
   * Modelled units per day at the end of the series, 0 where no trend stands out. Growth is taken
   * to be a straight line of the signal itself, also where its logarithm is modelled.
   */
  static double perDay(double[] series, int day, Scale scale) {
    int days = Math.min(DAYS, series.length / day);
    if (days < LEAST_DAYS) {
      return 0;
    }
    double[] means = dailyMeans(series, day, days);
    if (scale.logarithmic()) {
      Arrays.setAll(means, i -> Math.exp(means[i]));
    }
    double slope = Robust.slope(means, days);
    var residuals = new double[days];
    for (int i = 0; i < days; i++) {
      residuals[i] = means[i] - slope * i;
    }
    double level = Robust.median(residuals);
    for (int i = 0; i < days; i++) {
      residuals[i] = Math.abs(residuals[i] - level);
    }
    if (Math.abs(slope) * days <= 8 * Robust.median(residuals)) {
      return 0;
    }
    double end = level + slope * (days - 0.5);
    return scale.logarithmic() ? slope / Math.max(end, means[days - 1] / 2) : slope;
  }

  private static double[] dailyMeans(double[] series, int day, int days) {
    var means = new double[days];
    int start = series.length - days * day;
    for (int t = start; t < series.length; t++) {
      means[(t - start) / day] += series[t] / day;
    }
    return means;
  }
}
