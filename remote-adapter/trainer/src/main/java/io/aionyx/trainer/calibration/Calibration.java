package io.aionyx.trainer.calibration;

import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.onnx.TreeNode;
import io.aionyx.trainer.trees.TreeBuilder;
import java.util.List;

/**
 * A rising staircase from margins to probabilities with bounds.
 *
 * @param steps in margin order; a step holds from its margin up to that of the next, the first one
 *     also below its own
 */
public record Calibration(List<Step> steps) {
  /** One flat part: from this margin on, with these bounds around the probability. */
  public record Step(float fromMargin, float probability, float lower, float upper) {
    public Step {
      if (!(0 <= lower && lower <= probability && probability <= upper && upper <= 1)) {
        throw new IllegalArgumentException(
            "must be 0 <= lower <= probability <= upper <= 1: was "
                + lower
                + ", "
                + probability
                + ", "
                + upper);
      }
    }
  }

  public Calibration {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a calibration needs at least one step");
    }
  }

  public Step at(double margin) {
    int low = 0;
    int high = steps.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (margin >= steps.get(middle).fromMargin()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return steps.get(low);
  }

  /** The staircase as a balanced tree over one column; targets: probability, lower, upper. */
  public TreeNode toTrees() {
    var builder = new TreeBuilder();
    builder.startTree();
    write(builder, 0, steps.size(), 0);
    TreeEnsemble tree = builder.build(0);
    return TreeNode.summing(3)
        .add(
            tree,
            (node, into) -> {
              var step = steps.get(Math.round(tree.value()[node]));
              into.add(0, step.probability());
              into.add(1, step.lower());
              into.add(2, step.upper());
            });
  }

  /** Leaves carry the index of their step, so that one tree serves all three targets. */
  private void write(TreeBuilder builder, int from, int to, int index) {
    if (to - from == 1) {
      builder.leaf(from, 1);
      return;
    }
    int middle = (from + to) >>> 1;
    int right = index + 2 * (middle - from);
    builder.split(0, steps.get(middle).fromMargin(), index + 1, right, true, to - from);
    write(builder, from, middle, index + 1);
    write(builder, middle, to, right);
  }
}
