package io.aionyx.trainer.trees;

import java.util.Arrays;

/**
 * Rows to learn from.
 *
 * @param columns features per row
 * @param values row-major, NaN where unknown
 * @param labels one per row
 * @param weights one per row, how many real rows a sampled one stands for
 */
public record Matrix(int columns, float[] values, float[] labels, float[] weights) {
  public Matrix {
    if (columns < 1
        || values.length != labels.length * columns
        || weights.length != labels.length) {
      throw new IllegalArgumentException(
          "must hold rows × columns values, a label and a weight per row: was "
              + values.length
              + " values, "
              + labels.length
              + " labels, "
              + weights.length
              + " weights, "
              + columns
              + " columns");
    }
  }

  public int rows() {
    return labels.length;
  }

  public float[] row(int index) {
    return Arrays.copyOfRange(values, index * columns, (index + 1) * columns);
  }

  /** The rows at these indices, in their order. */
  public Matrix select(int[] indices) {
    var picked = new float[indices.length * columns];
    var pickedLabels = new float[indices.length];
    var pickedWeights = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * columns, picked, i * columns, columns);
      pickedLabels[i] = labels[indices[i]];
      pickedWeights[i] = weights[indices[i]];
    }
    return new Matrix(columns, picked, pickedLabels, pickedWeights);
  }

  public Matrix withLabels(float[] other) {
    return new Matrix(columns, values, other, weights);
  }
}
