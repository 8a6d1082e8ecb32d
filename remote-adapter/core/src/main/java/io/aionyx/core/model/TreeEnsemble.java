package io.aionyx.core.model;

import java.util.stream.IntStream;

/**
 * Boosted regression trees as parallel arrays over all nodes of all trees.
 *
 * <p>A row goes left where {@code value < threshold}, and where the value is unknown and {@code
 * missingLeft} is set. The arrays are not copied: treat them as read-only.
 *
 * @param base margin before the first tree
 * @param roots first node of each tree; nodes of one tree are contiguous
 * @param feature column a node looks at, −1 at a leaf
 * @param threshold of the split; unused at a leaf
 * @param left node taken when the test holds, −1 at a leaf
 * @param right node taken otherwise, −1 at a leaf
 * @param missingLeft where an unknown value goes
 * @param value what a leaf adds to the margin; 0 elsewhere
 * @param cover training weight that reached the node; parents carry the sum of their children
 */
public record TreeEnsemble(
    float base,
    int[] roots,
    int[] feature,
    float[] threshold,
    int[] left,
    int[] right,
    boolean[] missingLeft,
    float[] value,
    float[] cover) {
  public TreeEnsemble {
    int nodes = feature.length;
    if (threshold.length != nodes
        || left.length != nodes
        || right.length != nodes
        || missingLeft.length != nodes
        || value.length != nodes
        || cover.length != nodes) {
      throw new IllegalArgumentException("node arrays must all have " + nodes + " entries");
    }
    for (int i = 0; i < nodes; i++) {
      checkChildren(i, feature[i], left[i], right[i], nodes);
    }
  }

  /** Children after their parent: whatever a file says, a walk comes to an end. */
  private static void checkChildren(int node, int feature, int left, int right, int nodes) {
    if (feature >= 0 && (Math.min(left, right) <= node || Math.max(left, right) >= nodes)) {
      throw new IllegalArgumentException(
          "children must come after node " + node + ": was " + left + " and " + right);
    }
  }

  public int nodes() {
    return feature.length;
  }

  public boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  /** One past the last node of a tree. */
  public int end(int tree) {
    return tree + 1 < roots.length ? roots[tree + 1] : nodes();
  }

  /** The child of a node that this row goes to. */
  public int next(int node, float[] row) {
    float at = row[feature[node]];
    boolean goesLeft = Float.isNaN(at) ? missingLeft[node] : at < threshold[node];
    return goesLeft ? left[node] : right[node];
  }

  /** The margin in plain Java: what a graph written from these trees must reproduce. */
  public double margin(float[] row) {
    return base + IntStream.of(roots).mapToDouble(root -> value[leaf(root, row)]).sum();
  }

  private int leaf(int root, float[] row) {
    int node = root;
    while (!isLeaf(node)) {
      node = next(node, row);
    }
    return node;
  }

  /** Mean of the leaves below each node, weighted by cover: the value a node stands for. */
  public double[] expectations() {
    var expected = new double[nodes()];
    for (int root : roots) {
      expect(root, expected);
    }
    return expected;
  }

  private double expect(int node, double[] expected) {
    if (isLeaf(node)) {
      expected[node] = value[node];
    } else {
      double leftValue = expect(left[node], expected);
      double rightValue = expect(right[node], expected);
      double leftCover = cover[left[node]];
      double rightCover = cover[right[node]];
      expected[node] = (leftValue * leftCover + rightValue * rightCover) / (leftCover + rightCover);
    }
    return expected[node];
  }
}
