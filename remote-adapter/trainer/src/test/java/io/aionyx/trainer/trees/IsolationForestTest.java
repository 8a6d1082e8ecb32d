package io.aionyx.trainer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.DetectorCard;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.OnnxDetector;
import io.aionyx.trainer.bundle.AnomalyGraph;
import io.aionyx.trainer.bundle.Loaded;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IsolationForestTest {
  private static final IsolationForest FOREST = new IsolationForest(80, 256, 5);
  private static final Matrix ROWS = Synthetic.classification(4_000, 1);

  @Test
  void graph_unseenRowsWithHoles_equalsJava() {
    var trees = FOREST.fit(ROWS);
    var unseen = Synthetic.classification(2_000, 2);
    try (var detector = open(new AnomalyGraph("t", Synthetic.COLUMNS, trees, 256))) {
      var scores = detector.score(Loaded.rows(unseen), unseen.rows());
      for (int i = 0; i < unseen.rows(); i++) {
        double depth = trees.margin(unseen.row(i)) / trees.roots().length;
        double expected = Math.pow(2, -depth / IsolationForest.expectedDepth(256));
        assertThat(scores.get(i)).isCloseTo((float) expected, within(1e-6f));
      }
    }
  }

  @Test
  void score_rowFarFromAllOthers_isHigherThanAnyOrdinaryOne() {
    var odd = new float[Synthetic.COLUMNS];
    Arrays.fill(odd, 30);
    var rows = ROWS.select(IntStream.range(0, 100).toArray());
    var trees = FOREST.fit(ROWS);
    double deepest = trees.margin(odd);
    for (int i = 0; i < rows.rows(); i++) {
      assertThat(trees.margin(rows.row(i))).isGreaterThan(deepest);
    }
  }

  @Test
  void fit_sameSeed_growsTheSameTrees() {
    assertThat(FOREST.fit(ROWS).threshold()).isEqualTo(FOREST.fit(ROWS).threshold());
  }

  private static OnnxDetector open(AnomalyGraph graph) {
    byte[] bytes = graph.toBytes("test");
    var features =
        IntStream.range(0, graph.features())
            .mapToObj(i -> new ModelCard.FeatureSpec("f" + i, 0))
            .toList();
    var card = new DetectorCard("t", "1", "node", features, 0.6, Loaded.sha256(bytes), Map.of());
    return OnnxDetector.load(card, bytes);
  }
}
