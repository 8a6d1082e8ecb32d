package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.scenarios.WorldSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImminentTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final WorldSpec SPEC =
      WorldSpec.of(12).withSize(4, 24).withDuration(Duration.ofHours(12)).withIncidents(60, 1);

  @Test
  void at_placesAFailureThatShowsAlreadyFortyMinutesAhead() {
    Imminent imminent = Imminent.at(NOW, SPEC);

    assertThat(imminent.world().failures()).contains(imminent.failure());
    assertThat(imminent.failure().failMillis()).isEqualTo(NOW.plusSeconds(2400).toEpochMilli());
    assertThat(imminent.failure().observableMillis()).isLessThan(NOW.toEpochMilli());
    assertThat(imminent.failure().mode()).isIn("oom", "disk_full");
  }

  @Test
  void at_choosesTheSameEntityWheneverItIs() {
    assertThat(Imminent.at(NOW, SPEC).failure().entity())
        .isEqualTo(Imminent.at(NOW.plusSeconds(12_345), SPEC).failure().entity());
  }

  @Test
  void at_aWorldWithoutFailures_saysWhatToTry() {
    assertThatThrownBy(() -> Imminent.at(NOW, SPEC.withIncidents(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--seed");
  }
}
