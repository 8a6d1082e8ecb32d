package io.aionyx.core.forecast;

/**
 * Weighted ridge regression by the normal equations and a Cholesky factor: with tens of columns and
 * a penalty on each, they are well enough conditioned, and rows need not be kept.
 */
final class Ridge {
  private final int columns;
  private final double[][] gram;
  private final double[] moment;

  Ridge(int columns) {
    this.columns = columns;
    this.gram = new double[columns][columns];
    this.moment = new double[columns];
  }

  void add(double[] row, double target, double weight) {
    for (int i = 0; i < columns; i++) {
      double weighted = weight * row[i];
      if (weighted == 0) {
        continue;
      }
      moment[i] += weighted * target;
      double[] line = gram[i];
      for (int j = 0; j <= i; j++) {
        line[j] += weighted * row[j];
      }
    }
  }

  /**
   * @param penalty of each column, above zero for all but those that must not shrink
   */
  double[] solve(double[] penalty) {
    var factor = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j] + (i == j ? penalty[i] : 0);
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
      }
    }
    return backward(factor, forward(factor));
  }

  private double[] forward(double[][] factor) {
    var solved = new double[columns];
    for (int i = 0; i < columns; i++) {
      double sum = moment[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * solved[k];
      }
      solved[i] = sum / factor[i][i];
    }
    return solved;
  }

  private double[] backward(double[][] factor, double[] solved) {
    for (int i = columns - 1; i >= 0; i--) {
      double sum = solved[i];
      for (int k = i + 1; k < columns; k++) {
        sum -= factor[k][i] * solved[k];
      }
      solved[i] = sum / factor[i][i];
    }
    return solved;
  }
}
