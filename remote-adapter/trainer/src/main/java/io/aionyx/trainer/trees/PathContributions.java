package io.aionyx.trainer.trees;

import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.onnx.TreeNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credits each split on the way to a leaf with the change of the expected value it made [1].
 *
 * <p>Since a leaf's path is fixed, so are its credits: they ride on the leaf as further targets of
 * the tree operator, and one walk through a tree yields the margin and its reasons. They add up to
 * the margin exactly as the leaves do.
 *
 * <p>[1] A. Saabas, Interpreting random forests, 2014.
 */
public final class PathContributions implements TreeNode.Leaf {
  private final TreeEnsemble trees;
  private final double[] expected;
  private final int[] parent;
  private final int firstTarget;

  /**
   * Prepares the credits of all leaves.
   *
   * @param firstTarget target of feature 0; the margin itself is target 0
   */
  public PathContributions(TreeEnsemble trees, int firstTarget) {
    this.trees = trees;
    this.expected = trees.expectations();
    this.parent = parents(trees);
    this.firstTarget = firstTarget;
  }

  /** The margin of a row of which nothing is known: what every score starts from. */
  public float bias() {
    double bias = trees.base();
    for (int root : trees.roots()) {
      bias += expected[root];
    }
    return (float) bias;
  }

  @Override
  public void weights(int leaf, TreeNode.Weights into) {
    into.add(0, trees.value()[leaf]);
    credits(leaf)
        .forEach((feature, credit) -> into.add(firstTarget + feature, credit.floatValue()));
  }

  private Map<Integer, Double> credits(int leaf) {
    var credits = new TreeMap<Integer, Double>();
    for (int node = leaf; parent[node] >= 0; node = parent[node]) {
      double change = expected[node] - expected[parent[node]];
      credits.merge(trees.feature()[parent[node]], change, Double::sum);
    }
    return credits;
  }

  private static int[] parents(TreeEnsemble trees) {
    var parent = new int[trees.nodes()];
    Arrays.fill(parent, -1);
    for (int node = 0; node < parent.length; node++) {
      if (!trees.isLeaf(node)) {
        parent[trees.left()[node]] = node;
        parent[trees.right()[node]] = node;
      }
    }
    return parent;
  }
}
