package io.aionyx.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelCard.FeatureSpec;
import io.aionyx.core.model.Spread;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two features, both spread evenly over [0, 1) in training; the second may move. */
final class DriftMeterTest {
  private static final long TEN_MINUTES = 600_000;
  private static final Spread EVEN =
      new Spread(new double[] {0.25, 0.5, 0.75}, new double[] {0.25, 0.25, 0.25, 0.25, 0});

  private final SplittableRandom random = new SplittableRandom(7);

  private static DriftMeter meter(Map<String, Object> facts) {
    var features = List.of(new FeatureSpec("calm", 0), new FeatureSpec("moved", 0));
    return new DriftMeter(
        new ModelCard("m", "1", "pod", Horizon.H2, "any", features, 0.5, "0".repeat(64), facts));
  }

  private static Map<String, Object> told() {
    return Map.of("spread", Map.of("calm", EVEN.toMap(), "moved", EVEN.toMap()));
  }

  private void observe(DriftMeter meter, int entities, double from) {
    for (int look = 0; look < 144; look++) {
      var rows = FloatBuffer.allocate(2 * entities);
      for (int i = 0; i < entities; i++) {
        rows.put((float) random.nextDouble()).put((float) random.nextDouble(from, 1));
      }
      meter.observe(rows, entities, look * TEN_MINUTES);
    }
  }

  @Test
  void drift_rowsLikeThoseOfTraining_isCalm() {
    var meter = meter(told());
    observe(meter, 200, 0);
    assertThat(meter.drift()).hasSize(2).allMatch(drift -> drift.score() < 0.1);
  }

  @Test
  void drift_oneFeatureElsewhere_namesItFirst() {
    var meter = meter(told());
    observe(meter, 200, 0.5);
    assertThat(meter.drift().get(0).feature()).isEqualTo("moved");
    assertThat(meter.drift().get(0).score()).isGreaterThan(0.25);
    assertThat(meter.drift().get(1).score()).isLessThan(0.1);
  }

  @Test
  void drift_valuesThatBecomeUnknown_isSeen() {
    var meter = meter(told());
    for (int look = 0; look < 144; look++) {
      var rows = FloatBuffer.allocate(400);
      for (int i = 0; i < 200; i++) {
        rows.put((float) random.nextDouble()).put(Float.NaN);
      }
      meter.observe(rows, 200, look * TEN_MINUTES);
    }
    assertThat(meter.drift().get(0)).returns("moved", Drift::feature);
    assertThat(meter.drift().get(0).score()).isGreaterThan(1);
  }

  @Test
  void drift_cardWithoutSpreads_saysNothing() {
    var meter = meter(Map.of());
    observe(meter, 200, 0.5);
    assertThat(meter.drift()).isEmpty();
  }

  @Test
  void drift_threeNodesThatHappenToBeAlike_isNoDrift() {
    var meter = meter(told());
    var rows = FloatBuffer.wrap(new float[] {0.1f, 0.1f, 0.6f, 0.6f, 0.3f, 0.8f});
    for (int look = 0; look < 144; look++) {
      meter.observe(rows, 3, look * TEN_MINUTES);
    }
    assertThat(meter.drift()).hasSize(2).allMatch(drift -> drift.score() < 1.2);
  }
}
