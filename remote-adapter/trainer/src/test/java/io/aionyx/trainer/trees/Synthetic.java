package io.aionyx.trainer.trees;

import java.util.SplittableRandom;

/** Seeded rows with known structure, some of them with holes. */
public final class Synthetic {
  public static final int COLUMNS = 12;

  private Synthetic() {}

  /** Labels depend on the first three columns; 8 % of the values are unknown. */
  public static Matrix classification(int rows, long seed) {
    var random = new SplittableRandom(seed);
    var values = new float[rows * COLUMNS];
    var labels = new float[rows];
    var weights = new float[rows];
    for (int row = 0; row < rows; row++) {
      double risk = -2;
      for (int column = 0; column < COLUMNS; column++) {
        double value = random.nextDouble(-3, 3);
        risk += column < 3 ? value * (column + 1) * 0.6 : 0;
        values[row * COLUMNS + column] = random.nextDouble() < 0.08 ? Float.NaN : (float) value;
      }
      labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-risk)) ? 1 : 0;
      weights[row] = 1;
    }
    return new Matrix(COLUMNS, values, labels, weights);
  }
}
