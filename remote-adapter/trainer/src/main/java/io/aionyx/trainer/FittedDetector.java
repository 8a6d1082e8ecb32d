package io.aionyx.trainer;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.bundle.AnomalyGraph;
import io.aionyx.trainer.bundle.Card;
import io.aionyx.trainer.samples.Samples;
import io.aionyx.trainer.trees.IsolationForest;
import io.aionyx.trainer.trees.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** An isolation forest grown on sound rows, with the score that one sound row in 500 exceeds. */
record FittedDetector(Card card, byte[] onnx) {
  private static final double QUANTILE = 0.998;

  static FittedDetector fit(EntityKind kind, Samples grow, Samples tune, long seed) {
    var forest = IsolationForest.standard(seed);
    var rows = sound(grow);
    var trees = forest.fit(rows);
    var name = kind.name() + "-anomaly";
    int sample = Math.min(forest.sample(), rows.rows());
    var graph = new AnomalyGraph(name, grow.names().size(), trees, sample);
    var card =
        new Card(
            name,
            kind.name(),
            "",
            grow.names(),
            grow.typical(),
            threshold(trees, sound(tune), sample),
            new LinkedHashMap<>());
    return new FittedDetector(card, graph.toBytes(Card.producerVersion()));
  }

  private static Matrix sound(Samples samples) {
    return samples.filter(sample -> !sample.failsWithin(Horizon.H48)).classification(Horizon.H48);
  }

  private static double threshold(TreeEnsemble forest, Matrix sound, int sample) {
    var scores = new double[sound.rows()];
    for (int i = 0; i < scores.length; i++) {
      double depth = forest.margin(sound.row(i)) / forest.roots().length;
      scores[i] = Math.pow(2, -depth / IsolationForest.expectedDepth(sample));
    }
    Arrays.sort(scores);
    return scores[(int) (QUANTILE * (scores.length - 1))];
  }
}
