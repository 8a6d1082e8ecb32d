package io.aionyx.core.forecast;

import java.util.Arrays;

/** Slope and middle that a few odd values cannot move. (Theil 1950; Sen 1968.) */
final class Robust {
  private Robust() {}

  /** Theil-Sen: the median slope of all pairs, per step. */
  static double slope(double[] values, int size) {
    var slopes = new double[size * (size - 1) / 2];
    int count = 0;
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        slopes[count++] = (values[j] - values[i]) / (j - i);
      }
    }
    return median(slopes);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
