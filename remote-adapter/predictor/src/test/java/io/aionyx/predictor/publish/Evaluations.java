package io.aionyx.predictor.publish;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.explain.Contribution;
import io.aionyx.core.explain.Direction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Evaluations as tests need them. */
final class Evaluations {
  private Evaluations() {}

  static Evaluation at(long atMillis, Prediction... predictions) {
    return new Evaluation(atMillis, List.of(predictions), List.of(), Map.of());
  }

  static Evaluation with(Evaluation evaluation, Anomaly... anomalies) {
    return new Evaluation(
        evaluation.atMillis(), evaluation.predictions(), List.of(anomalies), Map.of());
  }

  static Prediction prediction(Entity entity, Horizon horizon, double probability) {
    return new Prediction(
        entity,
        horizon,
        "any",
        "model-" + horizon.label(),
        "1",
        probability,
        probability / 2,
        (1 + probability) / 2,
        0.5,
        probability >= 0.5 ? new Prediction.Eta(60, 120, 180) : null,
        contributions(8));
  }

  /** Shares 1/2, 1/4, 1/8 … that sum to 1. */
  static List<Contribution> contributions(int count) {
    var contributions = new ArrayList<Contribution>();
    for (int i = 0; i < count; i++) {
      double share = i < count - 1 ? Math.pow(2, -i - 1.0) : Math.pow(2, -i);
      contributions.add(
          new Contribution("f" + i, i % 2 == 0 ? Direction.HIGH : Direction.LOW, share, 1, 0));
    }
    return contributions;
  }

  static Prediction[] pods(int count, double firstProbability) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                prediction(
                    Entity.pod("shop", "pod-%05d".formatted(i)),
                    Horizon.H2,
                    firstProbability / (i + 1)))
        .toArray(Prediction[]::new);
  }
}
