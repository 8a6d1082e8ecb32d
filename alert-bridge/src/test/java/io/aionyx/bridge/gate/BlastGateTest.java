package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BlastGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void namespace_workInAnother_holdsBack() {
    world.active("a", "x", "bank", 300, "x");
    assertThat(world.verdict()).isEqualTo("blast_radius: not now");
  }
}
