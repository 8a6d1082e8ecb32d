package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RateGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void starts_overallTooMany_holdBackAndAreTold() {
    world.yaml = "  rate: {overall: 1/1m}\n";
    world.active("a", "x", "shop", 30, "x");
    assertThat(world.verdict()).isEqualTo("rate: not now");
    assertThat(world.rateLimited).containsExactly("evict-pod");
  }

  @Test
  void starts_tooManyOfItsKind_holdBack() {
    world.yaml = "  rate: {pod: 1/1m}\n";
    world.active("a", "x", "shop", 30, "x");
    assertThat(world.verdict()).isEqualTo("rate: not now");
  }

  @Test
  void starts_beforeTheWindow_countNoMore() {
    world.yaml = "  rate: {pod: 1/1m}\n";
    world.active("a", "x", "shop", 60, "x");
    assertThat(world.verdict()).endsWith(": allowed");
  }
}
