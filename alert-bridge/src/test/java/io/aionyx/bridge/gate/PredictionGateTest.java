package io.aionyx.bridge.gate;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.prom.Predictions;
import io.aionyx.bridge.prom.Sample;
import io.aionyx.bridge.prom.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PredictionGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void prometheus_notConfigured_leavesAdvice() {
    world.prometheus = Optional.empty();
    assertThat(world.verdict()).isEqualTo("prediction: advised");
  }

  @Test
  void prometheus_away_holdsBack() {
    world.prometheus =
        Optional.of(
            query -> {
              throw new UnavailableException("Prometheus answered 503");
            });
    assertThat(world.verdict()).isEqualTo("prediction: not now");
  }

  @Test
  void prediction_olderThanTwoIntervals_isDenied() {
    world.prediction = new Prediction("model", 0.9, 0.8, 0.95, NOW.minusSeconds(61));
    assertThat(world.verdict()).isEqualTo("prediction: denied");
  }

  @Test
  void prediction_ofAnotherModel_isDenied() {
    world.prediction = new Prediction("other", 0.9, 0.8, 0.95, NOW);
    assertThat(world.verdict()).isEqualTo("prediction: denied");
  }

  @Test
  void lowerBound_thatFell_isDenied() {
    world.prediction = new Prediction("model", 0.9, 0.49, 0.95, NOW);
    assertThat(world.verdict()).isEqualTo("prediction: denied");
  }

  @Test
  void lowerBound_belowThePlaybooks_isDenied() {
    world.plan.minimumLower = 0.81;
    assertThat(world.verdict()).isEqualTo("prediction: denied");
  }

  @Test
  void prediction_ofTwoModels_thePlannedOneCounts() {
    Prediction louder = new Prediction("other", 0.99, 0.95, 1, NOW);
    List<Sample> bounds = new ArrayList<>();
    List<Sample> stamps = new ArrayList<>();
    for (Prediction p : List.of(louder, world.prediction)) {
      bounds.add(sample("aionyx_failure_probability", p, p.probability()));
      bounds.add(sample("aionyx_failure_probability_lower", p, p.lower()));
      bounds.add(sample("aionyx_failure_probability_upper", p, p.upper()));
      stamps.add(sample("", p, NOW.getEpochSecond()));
    }
    Predictions predictions = new Predictions(q -> q.startsWith("timestamp(") ? stamps : bounds);
    PredictionGate gate = new PredictionGate(Optional.of(predictions), world.config().prediction());
    assertThat(gate.judge(world.present()).word()).isEqualTo("allowed");
  }

  private static Sample sample(String name, Prediction p, double value) {
    return new Sample(Map.of("__name__", name, "model", p.model()), value);
  }
}
