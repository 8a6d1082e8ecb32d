package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConflictGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void target_somebodyIsAtIt_holdsBack() {
    world.active("a", "cart-1", "shop", 300, "x");
    assertThat(world.verdict()).isEqualTo("conflict: not now");
  }
}
