package io.aionyx.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.TreeEnsemble;
import org.junit.jupiter.api.Test;

/** Against Shapley's own definition, summed over all subsets. */
class TreeShapTest {
  private static final float UNKNOWN = Float.NaN;

  /** One tree that meets feature 0 twice on a path, and a stump. */
  private static final TreeEnsemble TREES =
      new TreeEnsemble(
          0.5f,
          new int[] {0, 7},
          new int[] {0, 1, -1, -1, 0, -1, -1, 2, -1, -1},
          new float[] {1, 2, 0, 0, 3, 0, 0, 4, 0, 0},
          new int[] {1, 2, -1, -1, 5, -1, -1, 8, -1, -1},
          new int[] {4, 3, -1, -1, 6, -1, -1, 9, -1, -1},
          new boolean[] {true, false, false, false, true, false, false, true, false, false},
          new float[] {0, 0, -2, 1, 0, 3, 7, 0, -1, 2},
          new float[] {100, 60, 45, 15, 40, 30, 10, 100, 80, 20});

  @Test
  void contributions_severalRows_equalTheDefinition() {
    for (float[] row :
        new float[][] {{0, 1, 5}, {2, 3, 1}, {4, 0, 9}, {UNKNOWN, 3, UNKNOWN}, {0, UNKNOWN, 1}}) {
      float[] actual = new TreeShap(TREES).contributions(row);
      for (int feature = 0; feature < 3; feature++) {
        assertThat((double) actual[feature]).isCloseTo(shapley(row, feature), within(1e-6));
      }
      assertThat((double) actual[3]).isCloseTo(expected(row, 0), within(1e-6));
    }
  }

  @Test
  void contributions_anyRow_addUpToTheMargin() {
    float[] row = {2, 3, 1};
    float[] contributions = new TreeShap(TREES).contributions(row);
    double sum = 0;
    for (float contribution : contributions) {
      sum += contribution;
    }
    assertThat(sum).isCloseTo(TREES.margin(row), within(1e-6));
  }

  /** Over all subsets of the two other features, weighted 1/3, 1/6, 1/6, 1/3. */
  private static double shapley(float[] row, int feature) {
    double sum = 0;
    for (int subset = 0; subset < 8; subset++) {
      if ((subset & 1 << feature) == 0) {
        double weight = Integer.bitCount(subset) == 1 ? 1 / 6.0 : 1 / 3.0;
        sum += weight * (expected(row, subset | 1 << feature) - expected(row, subset));
      }
    }
    return sum;
  }

  private static double expected(float[] row, int known) {
    double sum = TREES.base();
    for (int root : TREES.roots()) {
      sum += expected(row, known, root);
    }
    return sum;
  }

  private static double expected(float[] row, int known, int node) {
    if (TREES.isLeaf(node)) {
      return TREES.value()[node];
    }
    if ((known & 1 << TREES.feature()[node]) != 0) {
      return expected(row, known, TREES.next(node, row));
    }
    int left = TREES.left()[node];
    int right = TREES.right()[node];
    return (expected(row, known, left) * TREES.cover()[left]
            + expected(row, known, right) * TREES.cover()[right])
        / TREES.cover()[node];
  }
}
