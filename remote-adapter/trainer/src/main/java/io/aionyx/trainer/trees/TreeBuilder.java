package io.aionyx.trainer.trees;

import io.aionyx.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/** Grows the arrays of an ensemble node by node; children are given relative to their root. */
public final class TreeBuilder {
  private static final int NONE = -1;

  private record Node(
      int feature,
      float threshold,
      int left,
      int right,
      boolean missingLeft,
      float value,
      double cover) {}

  private final List<Integer> roots = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** The next node is the root of a new tree. */
  public void startTree() {
    roots.add(nodes.size());
  }

  public void leaf(float value, double cover) {
    nodes.add(new Node(NONE, 0, NONE, NONE, false, value, cover));
  }

  public void split(
      int feature, float threshold, int left, int right, boolean missingLeft, double cover) {
    int root = roots.get(roots.size() - 1);
    nodes.add(new Node(feature, threshold, root + left, root + right, missingLeft, 0, cover));
  }

  public TreeEnsemble build(float base) {
    int size = nodes.size();
    var feature = new int[size];
    var threshold = new float[size];
    var left = new int[size];
    var right = new int[size];
    var missingLeft = new boolean[size];
    var value = new float[size];
    var cover = new float[size];
    for (int i = 0; i < size; i++) {
      var node = nodes.get(i);
      feature[i] = node.feature();
      threshold[i] = node.threshold();
      left[i] = node.left();
      right[i] = node.right();
      missingLeft[i] = node.missingLeft();
      value[i] = node.value();
      cover[i] = (float) node.cover();
    }
    int[] starts = roots.stream().mapToInt(Integer::intValue).toArray();
    return new TreeEnsemble(
        base, starts, feature, threshold, left, right, missingLeft, value, cover);
  }
}
