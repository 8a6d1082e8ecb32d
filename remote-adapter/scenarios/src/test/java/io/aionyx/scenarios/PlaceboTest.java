package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaceboTest {
  private static final World WORLD =
      World.of(
          WorldSpec.of(5).withSize(4, 30).withDuration(Duration.ofHours(3)).withIncidents(80, 2));

  @Test
  void placebo_keepsTheStreamAndMovesEveryLabel() {
    Placebo placebo = Placebo.of(WORLD, 1);
    assertThat(StreamHash.of(placebo).hash).isEqualTo(StreamHash.of(WORLD).hash);
    assertThat(placebo.failures()).hasSameSizeAs(WORLD.failures());
    assertThat(placebo.failures()).doesNotContainAnyElementsOf(WORLD.failures());
    assertThat(placebo.failures())
        .extracting(failure -> failure.mode())
        .containsExactlyInAnyOrderElementsOf(
            WORLD.failures().stream().map(failure -> failure.mode()).toList());
  }

  @Test
  void placebo_ofAnotherSeed_movesThemElsewhere() {
    assertThat(Placebo.of(WORLD, 2).failures()).isNotEqualTo(Placebo.of(WORLD, 1).failures());
  }
}
