package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The breaker itself is {@link BreakerTest}'s. */
final class BreakerGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void failures_threeInARow_stopTheAction() {
    world.endedInARow(3, Phase.FAILED, 1800);
    assertThat(world.verdict()).isEqualTo("breaker: advised");
  }

  @Test
  void coolDown_over_asksForOneProbe() {
    world.endedInARow(3, Phase.FAILED, 3650);
    assertThat(world.verdict()).isEqualTo("breaker: ask");
  }
}
