package io.aionyx.trainer.onnx;

import io.aionyx.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects trees into the attributes of one {@code TreeEnsembleRegressor} with many targets.
 *
 * <p>Always a regressor with raw sums: the classifier form skips its sigmoid for trees of a single
 * leaf. A base value is added only to targets which get a weight from some leaf, so {@link
 * #addConstant} puts a zero weight on every leaf of the first tree.
 */
public final class TreeNode {
  /** What one leaf adds to the targets. */
  @FunctionalInterface
  public interface Leaf {
    void weights(int node, Weights into);
  }

  /** Takes the weights of one leaf. */
  @FunctionalInterface
  public interface Weights {
    void add(int target, float weight);
  }

  private final float[] base;
  private final boolean average;
  private final Numbers trees = new Numbers();
  private final Numbers nodes = new Numbers();
  private final Numbers features = new Numbers();
  private final Numbers left = new Numbers();
  private final Numbers right = new Numbers();
  private final Numbers missingLeft = new Numbers();
  private final Decimals thresholds = new Decimals();
  private final Decimals covers = new Decimals();
  private final List<String> modes = new ArrayList<>();
  private final Numbers targetTrees = new Numbers();
  private final Numbers targetNodes = new Numbers();
  private final Numbers targets = new Numbers();
  private final Decimals weights = new Decimals();
  private int treeCount;

  private TreeNode(int targetCount, boolean average) {
    this.base = new float[targetCount];
    this.average = average;
  }

  /** Targets are sums over trees. */
  public static TreeNode summing(int targets) {
    return new TreeNode(targets, false);
  }

  /** Targets are means over trees. */
  public static TreeNode averaging(int targets) {
    return new TreeNode(targets, true);
  }

  /** Adds all trees of an ensemble; what a leaf contributes is the caller's decision. */
  public TreeNode add(TreeEnsemble ensemble, Leaf leaf) {
    for (int tree = 0; tree < ensemble.roots().length; tree++) {
      int root = ensemble.roots()[tree];
      for (int node = root; node < ensemble.end(tree); node++) {
        addNode(ensemble, root, node, leaf);
      }
      treeCount++;
    }
    return this;
  }

  /** Adds the leaf values of an ensemble, and its base, to one target. */
  public TreeNode add(TreeEnsemble ensemble, int target) {
    base[target] += ensemble.base();
    return add(ensemble, (node, into) -> into.add(target, ensemble.value()[node]));
  }

  /** Adds a value to a target in every row. */
  public TreeNode addConstant(int target, float value) {
    base[target] += value;
    for (int i = 0; i < modes.size() && trees.values[i] == 0; i++) {
      if (modes.get(i).equals("LEAF")) {
        addWeight(0, nodes.values[i], target, 0);
      }
    }
    return this;
  }

  private void addNode(TreeEnsemble ensemble, int root, int node, Leaf leaf) {
    boolean isLeaf = ensemble.isLeaf(node);
    trees.add(treeCount);
    nodes.add(node - root);
    modes.add(isLeaf ? "LEAF" : "BRANCH_LT");
    features.add(isLeaf ? 0 : ensemble.feature()[node]);
    thresholds.add(isLeaf ? 0 : ensemble.threshold()[node]);
    left.add(isLeaf ? 0 : ensemble.left()[node] - root);
    right.add(isLeaf ? 0 : ensemble.right()[node] - root);
    missingLeft.add(ensemble.missingLeft()[node] ? 1 : 0);
    covers.add(ensemble.cover()[node]);
    if (isLeaf) {
      leaf.weights(node, (target, weight) -> addWeight(treeCount, node - root, target, weight));
    }
  }

  private void addWeight(long tree, long node, int target, float weight) {
    targetTrees.add(tree);
    targetNodes.add(node);
    targets.add(target);
    weights.add(weight);
  }

  void writeAttributes(ProtoWriter node) {
    number(node, "n_targets", base.length);
    text(node, "aggregate_function", average ? "AVERAGE" : "SUM");
    text(node, "post_transform", "NONE");
    floats(node, "base_values", base);
    ints(node, "nodes_treeids", trees);
    ints(node, "nodes_nodeids", nodes);
    ints(node, "nodes_featureids", features);
    floats(node, "nodes_values", thresholds.toArray());
    strings(node, "nodes_modes", modes);
    ints(node, "nodes_truenodeids", left);
    ints(node, "nodes_falsenodeids", right);
    ints(node, "nodes_missing_value_tracks_true", missingLeft);
    floats(node, "nodes_hitrates", covers.toArray());
    ints(node, "target_treeids", targetTrees);
    ints(node, "target_nodeids", targetNodes);
    ints(node, "target_ids", targets);
    floats(node, "target_weights", weights.toArray());
  }

  private static void number(ProtoWriter node, String name, long value) {
    node.message(5, a -> a.text(1, name).number(3, value).number(20, 2));
  }

  private static void text(ProtoWriter node, String name, String value) {
    node.message(5, a -> a.text(1, name).text(4, value).number(20, 3));
  }

  private static void floats(ProtoWriter node, String name, float[] values) {
    node.message(5, a -> a.text(1, name).packed(7, values).number(20, 6));
  }

  private static void ints(ProtoWriter node, String name, Numbers values) {
    node.message(5, a -> a.text(1, name).packed(8, values.toArray()).number(20, 7));
  }

  private static void strings(ProtoWriter node, String name, List<String> values) {
    node.message(
        5,
        a -> {
          a.text(1, name);
          values.forEach(value -> a.text(9, value));
          a.number(20, 8);
        });
  }

  private static final class Numbers {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
      values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
      values[size++] = value;
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  private static final class Decimals {
    private float[] values = new float[64];
    private int size;

    void add(float value) {
      values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
      values[size++] = value;
    }

    float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
