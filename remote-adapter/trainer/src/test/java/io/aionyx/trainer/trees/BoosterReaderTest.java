package io.aionyx.trainer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.explain.TreeShap;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.bundle.FailureGraph;
import io.aionyx.trainer.bundle.Loaded;
import io.aionyx.trainer.calibration.Calibration;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library's own answers are the reference for everything made from its trees. */
final class BoosterReaderTest {
  private static final int ROUNDS = 60;
  private static final Natives NATIVES = new Natives();
  private static final Matrix UNSEEN = Synthetic.classification(5_000, 2);

  private static Booster booster;
  private static TreeEnsemble trees;

  @BeforeAll
  static void train() throws XGBoostError {
    Map<String, Object> parameters =
        Map.of("objective", "binary:logistic", "max_depth", 5, "seed", 1, "nthread", 1);
    var rows = NATIVES.rows(Synthetic.classification(8_000, 1));
    booster = NATIVES.keep(XGBoost.train(rows, parameters, ROUNDS, Map.of(), null, null));
    trees = BoosterReader.read(booster.toByteArray("json"), 0, ROUNDS, true);
  }

  @AfterAll
  static void free() {
    NATIVES.close();
  }

  @Test
  void margin_unseenRowsWithHoles_equalsBooster() throws XGBoostError {
    float[][] expected = booster.predict(NATIVES.rows(UNSEEN), true);
    for (int i = 0; i < UNSEEN.rows(); i++) {
      assertThat(trees.margin(UNSEEN.row(i))).isCloseTo(expected[i][0], within(1e-5));
    }
  }

  @Test
  void graph_unseenRowsWithHoles_equalsBooster() throws XGBoostError {
    float[][] margins = booster.predict(NATIVES.rows(UNSEEN), true);
    try (var model = Loaded.model(graph())) {
      var scores = model.score(Loaded.rows(UNSEEN), UNSEEN.rows());
      int width = Synthetic.COLUMNS + 1;
      for (int i = 0; i < UNSEEN.rows(); i++) {
        assertThat(scores.margin().get(i)).isCloseTo(margins[i][0], within(1e-5f));
        double sum = 0;
        for (int column = 0; column < width; column++) {
          sum += scores.contributions().get(i * width + column);
        }
        assertThat(sum).isCloseTo(margins[i][0], within(1e-5));
      }
    }
  }

  @Test
  void graphTrees_readBack_areTheTreesWritten() {
    try (var model = Loaded.model(graph())) {
      assertThat(model.trees())
          .hasValueSatisfying(
              read -> {
                assertThat(read.base()).isEqualTo(trees.base());
                assertThat(read.feature()).isEqualTo(trees.feature());
                assertThat(read.threshold()).isEqualTo(trees.threshold());
                assertThat(read.cover()).isEqualTo(trees.cover());
                assertThat(read.value()).isEqualTo(trees.value());
              });
    }
  }

  @Test
  void treeShap_rowsWithHoles_equalsExactContributionsOfBooster() throws XGBoostError {
    float[][] expected = booster.predictContrib(NATIVES.rows(UNSEEN), 0);
    var shap = new TreeShap(trees);
    for (int i = 0; i < 300; i++) {
      float[] actual = shap.contributions(UNSEEN.row(i));
      for (int column = 0; column < actual.length; column++) {
        assertThat(actual[column]).isCloseTo(expected[i][column], within(1e-5f));
      }
    }
  }

  private static FailureGraph graph() {
    var step = new Calibration.Step(0, 0.5f, 0.25f, 0.75f);
    return new FailureGraph(
        "test", Horizon.M30, Synthetic.COLUMNS, trees, new Calibration(List.of(step)), List.of());
  }
}
