package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Entity CART = Entity.pod("shop", "cart");

  private final Watch watch = new Watch();

  private void at(long minute, double probability) {
    var prediction =
        new Prediction(CART, Horizon.H2, "any", "m", "1", probability, 0, 1, 0.5, null, List.of());
    watch.observe(
        new Evaluation(
            Duration.ofMinutes(minute).toMillis(), List.of(prediction), List.of(), Map.of()));
  }

  @Test
  void episodes_shortPause_isOneAlarm() {
    at(0, 0.9);
    at(5, 0.1);
    at(10, 0.9);

    assertThat(watch.episodes()).hasSize(1);
    assertThat(watch.episodes().get(0).endMillis()).isEqualTo(Duration.ofMinutes(10).toMillis());
  }

  @Test
  void episodes_longPause_isTwoAlarms() {
    at(0, 0.9);
    at(10, 0.1);
    at(20, 0.1);
    at(30, 0.9);

    assertThat(watch.episodes()).hasSize(2);
  }

  @Test
  void top_isTheLatestEvaluation() {
    at(0, 0.9);
    at(5, 0.2);

    assertThat(watch.top(5)).extracting(risk -> risk.worst().probability()).containsExactly(0.2);
    assertThat(watch.evaluations()).isEqualTo(2);
  }
}
