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

  /** Modelled units per day, 0 where no trend stands out. */
  static double perDay(double[] series, int day) {
    int days = Math.min(DAYS, series.length / day);
    if (days < LEAST_DAYS) {
      return 0;
    }
    double[] means = dailyMeans(series, day, days);
    double slope = medianSlope(means);
    var residuals = new double[days];
    for (int i = 0; i < days; i++) {
      residuals[i] = means[i] - slope * i;
    }
    double level = median(residuals);
    for (int i = 0; i < days; i++) {
      residuals[i] = Math.abs(residuals[i] - level);
    }
    return Math.abs(slope) * days > 8 * median(residuals) ? slope : 0;
  }

  private static double[] dailyMeans(double[] series, int day, int days) {
    var means = new double[days];
    int start = series.length - days * day;
    for (int t = start; t < series.length; t++) {
      means[(t - start) / day] += series[t] / day;
    }
    return means;
  }

  private static double medianSlope(double[] means) {
    var slopes = new double[means.length * (means.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < means.length; i++) {
      for (int j = i + 1; j < means.length; j++) {
        slopes[count++] = (means[j] - means[i]) / (j - i);
      }
    }
    return median(slopes);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
