package io.aionyx.predictor.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PastTest {
  private static final Entity POD = Entity.pod("shop", "cart");

  private final Past past = new Past();

  private void add(long atMillis, double probability) {
    past.add(
        new Evaluation(
            atMillis,
            List.of(
                new Prediction(
                    POD, Horizon.H2, "any", "m", "1", probability, 0, 1, 0.5, null, List.of())),
            List.of(),
            Map.of()));
  }

  @Test
  void tracks_entityNeverAtRisk_costsNothing() {
    add(1, 0.01);

    assertThat(past.tracks(POD)).isEmpty();
    assertThat(past.highest(5)).isEmpty();
  }

  @Test
  void tracks_moreEvaluationsThanKept_forgetsTheOldest() {
    for (int i = 1; i <= Past.EVALUATIONS + 10; i++) {
      add(i, 0.5);
    }
    var track = Objects.requireNonNull(past.tracks(POD).get(Horizon.H2));

    assertThat(track.atMillis()).hasSize(Past.EVALUATIONS).startsWith(11).isSorted();
    assertThat(track.probabilities()).containsOnly(0.5f);
  }

  @Test
  void tracks_entityLongGone_isForgotten() {
    add(1, 0.9);
    for (int i = 2; i <= 2 * Past.EVALUATIONS; i++) {
      past.add(new Evaluation(i, List.of(), List.of(), Map.of()));
    }
    assertThat(past.highest(5)).isEmpty();
  }
}
