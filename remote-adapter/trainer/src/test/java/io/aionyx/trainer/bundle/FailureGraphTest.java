package io.aionyx.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelRefusedException;
import io.aionyx.core.model.OnnxModel;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.trainer.calibration.Calibration;
import io.aionyx.trainer.calibration.Isotonic;
import io.aionyx.trainer.trees.Boosting;
import io.aionyx.trainer.trees.Matrix;
import io.aionyx.trainer.trees.Synthetic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureGraphTest {
  private static final Boosting BOOSTING = new Boosting(4, 40, 10, 0.1, 1, 7);
  private static final Matrix UNSEEN = Synthetic.classification(3_000, 3);

  private static final FailureGraph GRAPH = trained();

  private static FailureGraph trained() {
    var train = Synthetic.classification(6_000, 1);
    var tune = Synthetic.classification(2_000, 2);
    TreeEnsemble trees = BOOSTING.classify(train, tune, new int[Synthetic.COLUMNS]);
    var outcomes = new ArrayList<Isotonic.Outcome>();
    for (int i = 0; i < tune.rows(); i++) {
      double margin = (float) trees.margin(tune.row(i));
      outcomes.add(new Isotonic.Outcome(margin, tune.labels()[i] > 0, 1, i));
    }
    Calibration calibration = Isotonic.fit(outcomes);
    var eta = BOOSTING.quantiles(logTimes(train), logTimes(tune), 0.1, 0.5, 0.9);
    return new FailureGraph("node", Horizon.H2, Synthetic.COLUMNS, trees, calibration, eta);
  }

  /** Log seconds, spread evenly over a decade whatever the row says. */
  private static Matrix logTimes(Matrix matrix) {
    var labels = new float[matrix.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) Math.log(600 + i % 6_000);
    }
    return matrix.withLabels(labels);
  }

  @Test
  void probability_everyRow_isTheStairOfItsMargin() {
    try (var model = Loaded.model(GRAPH)) {
      var scores = model.score(Loaded.rows(UNSEEN), UNSEEN.rows());
      for (int i = 0; i < UNSEEN.rows(); i++) {
        var step = GRAPH.calibration().at(scores.margin().get(i));
        assertThat(scores.probability().get(i)).isCloseTo(step.probability(), within(1e-6f));
        assertThat(scores.lower().get(i)).isCloseTo(step.lower(), within(1e-6f));
        assertThat(scores.upper().get(i)).isCloseTo(step.upper(), within(1e-6f));
      }
    }
  }

  @Test
  void probability_unseenRows_isCalibrated() {
    try (var model = Loaded.model(GRAPH)) {
      var scores = model.score(Loaded.rows(UNSEEN), UNSEEN.rows());
      double expected = 0;
      double failed = 0;
      for (int i = 0; i < UNSEEN.rows(); i++) {
        expected += scores.probability().get(i);
        failed += UNSEEN.labels()[i];
      }
      assertThat(expected / UNSEEN.rows()).isCloseTo(failed / UNSEEN.rows(), within(0.03));
    }
  }

  @Test
  void eta_everyRow_risesOverPercentilesWithinHorizon() {
    try (var model = Loaded.model(GRAPH)) {
      var eta = model.score(Loaded.rows(UNSEEN), UNSEEN.rows()).etaSeconds();
      for (int i = 0; i < UNSEEN.rows(); i++) {
        assertThat(eta.get(3 * i)).isBetween(300f, eta.get(3 * i + 1));
        assertThat(eta.get(3 * i + 1)).isLessThanOrEqualTo(eta.get(3 * i + 2));
        assertThat(eta.get(3 * i + 2)).isLessThanOrEqualTo(7_200.5f);
      }
    }
  }

  @Test
  void score_moreRowsThanOneBatch_equalsRowByRow() {
    try (var model = Loaded.model(GRAPH)) {
      var all = model.score(Loaded.rows(UNSEEN), UNSEEN.rows()).margin();
      var margins = new float[UNSEEN.rows()];
      all.get(0, margins);
      for (int i = 0; i < UNSEEN.rows(); i += 97) {
        var one = Loaded.rows(UNSEEN.select(new int[] {i}));
        assertThat(model.score(one, 1).margin().get(0)).isEqualTo(margins[i]);
      }
    }
  }

  @Test
  void toBytes_trainedTwice_isTheSameToTheByte() {
    byte[] first = GRAPH.toBytes("test");
    assertThat(trained().toBytes("test")).isEqualTo(first);
  }

  @Test
  void classify_monotoneColumn_neverFallsAsItRises() {
    var directions = new int[Synthetic.COLUMNS];
    directions[5] = 1;
    var monotone =
        BOOSTING.classify(
            Synthetic.classification(4_000, 1), Synthetic.classification(1_000, 2), directions);
    float[] row = UNSEEN.row(0);
    double before = Double.NEGATIVE_INFINITY;
    for (float value = -3; value <= 3; value += 0.25f) {
      row[5] = value;
      assertThat(monotone.margin(row)).isGreaterThanOrEqualTo(before);
      before = monotone.margin(row);
    }
  }

  @Test
  void load_oneBitFlipped_isRefusedByHash() {
    byte[] bytes = GRAPH.toBytes("test");
    var card = Loaded.card(Synthetic.COLUMNS, Loaded.sha256(bytes));
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> OnnxModel.load(card, bytes))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("model test")
        .hasMessageContaining("sha256");
  }

  @Test
  void load_otherNumberOfFeatures_isRefusedByShape() {
    byte[] bytes = GRAPH.toBytes("test");
    var card = Loaded.card(Synthetic.COLUMNS + 1, Loaded.sha256(bytes));
    assertThatThrownBy(() -> OnnxModel.load(card, bytes))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("'features' must be float [n, 13]");
  }

  @Test
  void graph_withoutEta_answersUnknown() {
    var without =
        new FailureGraph(
            "node", Horizon.H2, Synthetic.COLUMNS, GRAPH.margin(), GRAPH.calibration(), List.of());
    try (var model = Loaded.model(without)) {
      assertThat(model.score(Loaded.rows(UNSEEN), 10).etaSeconds().get(29)).isNaN();
    }
  }
}
