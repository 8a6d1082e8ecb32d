package io.aionyx.trainer.trees;

import io.aionyx.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Isolation forest [1]: rows that random splits set apart after few steps are unusual.
 *
 * <p>A leaf holds its depth plus the expected further depth of the rows it keeps together. The
 * score of a row is {@code 2^(−mean depth / c(sample))}: near 1 for what is isolated at once, near
 * 0.5 and below for what is ordinary. An unknown value goes where most training rows went.
 *
 * <p>[1] Liu, Ting, Zhou: Isolation Forest, ICDM 2008.
 *
 * @param trees number of trees
 * @param sample rows each tree is grown on
 */
public record IsolationForest(int trees, int sample, long seed) {
  private static final double EULER_GAMMA = 0.5772156649015329;

  public static IsolationForest standard(long seed) {
    return new IsolationForest(60, 128, seed);
  }

  /** Trees whose mean leaf value is the mean depth of a row. */
  public TreeEnsemble fit(Matrix rows) {
    if (rows.rows() < 2) {
      throw new IllegalArgumentException("at least 2 rows are needed: was " + rows.rows());
    }
    var random = new SplittableRandom(seed);
    var builder = new TreeBuilder();
    int size = Math.min(sample, rows.rows());
    for (int tree = 0; tree < trees; tree++) {
      builder.startTree();
      int[] picked = random.ints(size, 0, rows.rows()).toArray();
      new Growth(rows, random.split(), limit(size)).grow(picked).write(builder);
    }
    return builder.build(0);
  }

  /** Depth at which a tree over so many rows ends on average. */
  public static double expectedDepth(int rows) {
    if (rows <= 1) {
      return 0;
    }
    return rows == 2 ? 1 : 2 * (Math.log(rows - 1) + EULER_GAMMA) - 2.0 * (rows - 1) / rows;
  }

  private static int limit(int rows) {
    return (int) Math.ceil(Math.log(rows) / Math.log(2));
  }

  /** A node and its children in the order they are written. */
  private static final class Grown {
    private final List<Grown> subtree = new ArrayList<>();
    private int feature = -1;
    private float threshold;
    private boolean missingLeft;
    private int rows;
    private float depth;
    private int rightOffset;

    /** Pre-order: the left child follows its parent, the right child the left subtree. */
    void write(TreeBuilder builder) {
      write(builder, 0);
    }

    private void write(TreeBuilder builder, int index) {
      if (feature < 0) {
        builder.leaf(depth, rows);
        return;
      }
      int right = index + rightOffset;
      builder.split(feature, threshold, index + 1, right, missingLeft, rows);
      subtree.get(0).write(builder, index + 1);
      subtree.get(1).write(builder, right);
    }

    int size() {
      return 1 + subtree.stream().mapToInt(Grown::size).sum();
    }
  }

  private record Growth(Matrix matrix, SplittableRandom random, int limit) {
    Grown grow(int[] rows) {
      return grow(rows, 0);
    }

    private Grown grow(int[] rows, int depth) {
      var node = new Grown();
      node.rows = rows.length;
      node.depth = (float) (depth + expectedDepth(rows.length));
      int feature = depth < limit && rows.length > 1 ? splittable(rows) : -1;
      if (feature >= 0) {
        split(node, rows, feature, depth);
      }
      return node;
    }

    private void split(Grown node, int[] rows, int feature, int depth) {
      float[] range = range(rows, feature);
      float threshold = (float) (range[0] + random.nextDouble() * (range[1] - range[0]));
      node.threshold = threshold > range[0] ? threshold : range[1];
      node.feature = feature;
      int below = 0;
      int known = 0;
      for (int row : rows) {
        float value = at(row, feature);
        known += Float.isNaN(value) ? 0 : 1;
        below += value < node.threshold ? 1 : 0;
      }
      node.missingLeft = 2 * below >= known;
      node.subtree.add(grow(side(rows, node, true), depth + 1));
      node.subtree.add(grow(side(rows, node, false), depth + 1));
      node.rightOffset = 1 + node.subtree.get(0).size();
    }

    private int[] side(int[] rows, Grown node, boolean left) {
      return Arrays.stream(rows).filter(row -> goesLeft(row, node) == left).toArray();
    }

    private boolean goesLeft(int row, Grown node) {
      float value = at(row, node.feature);
      return Float.isNaN(value) ? node.missingLeft : value < node.threshold;
    }

    /** A random column that still tells some rows apart, or −1 after a few attempts. */
    private int splittable(int[] rows) {
      for (int attempt = 0; attempt < 16; attempt++) {
        int feature = random.nextInt(matrix.columns());
        float[] range = range(rows, feature);
        if (range[0] < range[1]) {
          return feature;
        }
      }
      return -1;
    }

    private float[] range(int[] rows, int feature) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int row : rows) {
        float value = at(row, feature);
        if (!Float.isNaN(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      return new float[] {low, high};
    }

    private float at(int row, int feature) {
      return matrix.values()[row * matrix.columns() + feature];
    }
  }
}
