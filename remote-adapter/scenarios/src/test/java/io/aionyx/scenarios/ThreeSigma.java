package io.aionyx.scenarios;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The yardstick of the reality check: mean of the five largest deviations, threshold at the 99.9 %
 * quantile of training, alarms at most half an hour apart merged, four hours of alarm counting
 * again.
 */
final class ThreeSigma {
  private static final int TOP = 5;
  private static final int MERGE_MINUTES = 30;
  private static final int REPEAT_MINUTES = 240;

  private final double[] mean;
  private final double[] deviation;
  private final double threshold;

  /** One column for each signal. */
  ThreeSigma(double[][] train) {
    mean = new double[train.length];
    deviation = new double[train.length];
    for (int i = 0; i < train.length; i++) {
      mean[i] = Arrays.stream(train[i]).average().orElse(0);
      double centre = mean[i];
      double squares =
          Arrays.stream(train[i]).map(v -> (v - centre) * (v - centre)).average().orElse(0);
      deviation[i] = Math.sqrt(squares);
    }
    double[] scores = scores(train);
    Arrays.sort(scores);
    threshold = scores[(int) (0.999 * scores.length)];
  }

  /** Alarms that begin, or go on for hours, at rows that are normal. */
  int falseAlarms(double[][] test, int minutesPerRow, IntPredicate normal) {
    int merge = MERGE_MINUTES / minutesPerRow;
    int repeat = REPEAT_MINUTES / minutesPerRow;
    double[] scores = scores(test);
    int alarms = 0;
    int lastActive = -repeat;
    int normalRows = 0;
    for (int row = 0; row < scores.length; row++) {
      if (scores[row] >= threshold) {
        boolean fresh = row - lastActive > merge;
        normalRows = fresh ? 0 : normalRows + (normal.test(row) ? row - lastActive : 0);
        if (normal.test(row) && (fresh || normalRows >= repeat)) {
          alarms++;
          normalRows = 0;
        }
        lastActive = row;
      }
    }
    return alarms;
  }

  private double[] scores(double[][] columns) {
    var scores = new double[columns[0].length];
    var deviations = new double[columns.length];
    for (int row = 0; row < scores.length; row++) {
      for (int i = 0; i < columns.length; i++) {
        double off = Math.abs(columns[i][row] - mean[i]);
        deviations[i] = deviation[i] == 0 || Double.isNaN(off) ? 0 : off / deviation[i];
      }
      Arrays.sort(deviations);
      for (int i = deviations.length - TOP; i < deviations.length; i++) {
        scores[row] += deviations[i] / TOP;
      }
    }
    return scores;
  }
}
