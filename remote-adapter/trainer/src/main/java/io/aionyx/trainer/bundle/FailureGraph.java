package io.aionyx.trainer.bundle;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.calibration.Calibration;
import io.aionyx.trainer.onnx.GraphWriter;
import io.aionyx.trainer.onnx.TreeNode;
import io.aionyx.trainer.trees.PathContributions;
import java.util.List;

/**
 * Everything a failure model says, in one graph: nothing that could drift apart from it lies beside
 * it.
 *
 * <pre>
 * features ─ trees ─┬─ margin ─ calibration ─ probability, lower, upper
 *                   └─ contributions
 * features ─ eta trees ─ sorted ─ exp ─ clipped to the horizon ─ eta
 * </pre>
 *
 * @param margin boosted trees whose sum is the log-odds
 * @param eta log seconds to failure at the percentiles 10, 50 and 90; empty where too few failures
 *     were seen to learn it
 */
public record FailureGraph(
    String name,
    Horizon horizon,
    int features,
    TreeEnsemble margin,
    Calibration calibration,
    List<TreeEnsemble> eta) {
  static final String PRODUCER = "aionyx-trainer";

  public byte[] toBytes(String producerVersion) {
    var graph = new GraphWriter(name).input("features", features);
    addScore(graph);
    addCalibration(graph);
    if (!eta.isEmpty()) {
      addEta(graph);
    }
    return graph.toBytes(PRODUCER, producerVersion);
  }

  private void addScore(GraphWriter graph) {
    var paths = new PathContributions(margin, 1);
    var trees = TreeNode.summing(features + 2).add(margin, paths);
    trees.addConstant(0, margin.base()).addConstant(features + 1, paths.bias());
    graph
        .trees("trees", trees, "features", "scored")
        .columns("scored", 0, 1, "margin")
        .columns("scored", 1, features + 2, "contributions")
        .output("margin", 1)
        .output("contributions", features + 1);
  }

  private void addCalibration(GraphWriter graph) {
    graph
        .trees("calibration", calibration.toTrees(), "margin", "calibrated")
        .columns("calibrated", 0, 1, "probability")
        .columns("calibrated", 1, 2, "lower")
        .columns("calibrated", 2, 3, "upper")
        .output("probability", 1)
        .output("lower", 1)
        .output("upper", 1);
  }

  /** Quantiles are learnt apart and may cross: each is held above the one before it. */
  private void addEta(GraphWriter graph) {
    var trees = TreeNode.summing(eta.size());
    for (int i = 0; i < eta.size(); i++) {
      trees.add(eta.get(i), i);
    }
    for (int i = 0; i < eta.size(); i++) {
      trees.addConstant(i, 0);
    }
    graph
        .trees("eta_trees", trees, "features", "log_eta")
        .columns("log_eta", 0, 1, "log_p10")
        .columns("log_eta", 1, 2, "log_p50_raw")
        .columns("log_eta", 2, 3, "log_p90_raw")
        .node("Max", List.of("log_p10", "log_p50_raw"), "log_p50")
        .node("Max", List.of("log_p50", "log_p90_raw"), "log_p90")
        .concat(List.of("log_p10", "log_p50", "log_p90"), "log_sorted")
        .constant("log_horizon", (float) Math.log(horizon.duration().toSeconds()))
        .node("Min", List.of("log_sorted", "log_horizon"), "log_clipped")
        .node("Exp", List.of("log_clipped"), "eta")
        .output("eta", 3);
  }
}
