package io.aionyx.trainer.bundle;

import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.onnx.GraphWriter;
import io.aionyx.trainer.onnx.TreeNode;
import io.aionyx.trainer.trees.IsolationForest;
import java.util.List;

/**
 * An isolation forest as a graph: mean depth over trees, then {@code 2^(−depth / c)}.
 *
 * @param sample rows each tree was grown on
 */
public record AnomalyGraph(String name, int features, TreeEnsemble forest, int sample) {
  public byte[] toBytes(String producerVersion) {
    double scale = -Math.log(2) / IsolationForest.expectedDepth(sample);
    return new GraphWriter(name)
        .input("features", features)
        .trees("forest", TreeNode.averaging(1).add(forest, 0), "features", "depth")
        .constant("scale", (float) scale)
        .node("Mul", List.of("depth", "scale"), "exponent")
        .node("Exp", List.of("exponent"), "score")
        .output("score", 1)
        .toBytes(FailureGraph.PRODUCER, producerVersion);
  }
}
