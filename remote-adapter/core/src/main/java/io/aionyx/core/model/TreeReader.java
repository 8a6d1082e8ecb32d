package io.aionyx.core.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the boosted trees back out of a graph, for exact explanations.
 *
 * <p>Looks for the tree operator named {@link #NODE}: its target 0 is the margin, and its hit rates
 * are the covers. A graph without such a node simply has no trees to explain.
 */
final class TreeReader {
  /** Name of the tree operator whose first target is the margin. */
  static final String NODE = "trees";

  private final OnnxNode node;
  private final Map<Long, Integer> position = new HashMap<>();

  private TreeReader(OnnxNode node) {
    this.node = node;
  }

  static Optional<TreeEnsemble> read(OnnxFile file) {
    return file.node(NODE)
        .filter(node -> node.operator().equals("TreeEnsembleRegressor"))
        .map(node -> new TreeReader(node).read());
  }

  private TreeEnsemble read() {
    long[] trees = node.ints("nodes_treeids");
    long[] ids = node.ints("nodes_nodeids");
    for (int i = 0; i < trees.length; i++) {
      position.put(key(trees[i], at(ids, i)), i);
    }
    var leaf = leaves();
    return new TreeEnsemble(
        node.floats("base_values")[0],
        roots(trees),
        indices(node.ints("nodes_featureids"), leaf),
        node.floats("nodes_values"),
        children(trees, node.ints("nodes_truenodeids"), leaf),
        children(trees, node.ints("nodes_falsenodeids"), leaf),
        flags(node.ints("nodes_missing_value_tracks_true")),
        values(trees.length),
        node.floats("nodes_hitrates"));
  }

  private boolean[] leaves() {
    String[] modes = node.strings("nodes_modes");
    var leaf = new boolean[modes.length];
    for (int i = 0; i < leaf.length; i++) {
      leaf[i] = modes[i].equals("LEAF");
    }
    return leaf;
  }

  private static int[] roots(long[] trees) {
    var roots = new int[trees.length];
    int count = 0;
    for (int i = 0; i < trees.length; i++) {
      if (i == 0 || trees[i] != trees[i - 1]) {
        roots[count++] = i;
      }
    }
    return Arrays.copyOf(roots, count);
  }

  private static int[] indices(long[] values, boolean[] leaf) {
    var indices = new int[leaf.length];
    Arrays.setAll(indices, i -> leaf[i] ? -1 : Math.toIntExact(at(values, i)));
    return indices;
  }

  private int[] children(long[] trees, long[] ids, boolean[] leaf) {
    var children = new int[leaf.length];
    Arrays.setAll(children, i -> leaf[i] ? -1 : position(trees[i], at(ids, i)));
    return children;
  }

  private static boolean[] flags(long[] values) {
    var flags = new boolean[values.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = values[i] != 0;
    }
    return flags;
  }

  private float[] values(int count) {
    long[] targets = node.ints("target_ids");
    long[] trees = node.ints("target_treeids");
    long[] ids = node.ints("target_nodeids");
    float[] weights = node.floats("target_weights");
    var values = new float[count];
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] == 0) {
        values[position(at(trees, i), at(ids, i))] += weights[i];
      }
    }
    return values;
  }

  private int position(long tree, long id) {
    var found = position.get(key(tree, id));
    if (found == null) {
      throw new ModelRefusedException("tree " + tree + " has no node " + id);
    }
    return found;
  }

  private static long at(long[] values, int index) {
    if (index >= values.length) {
      throw new ModelRefusedException("a list of the tree operator ends at " + values.length);
    }
    return values[index];
  }

  private static long key(long tree, long id) {
    return tree << 32 | id;
  }
}
