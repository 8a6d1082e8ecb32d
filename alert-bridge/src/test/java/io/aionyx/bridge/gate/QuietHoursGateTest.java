package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QuietHoursGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void window_ofMaintenance_getsAdvice() {
    world.yaml =
        "  maintenance: [{name: up, from: 2025-12-31T00:00:00Z, to: 2026-01-02T00:00:00Z}]\n";
    assertThat(world.verdict()).isEqualTo("hours: advised");
  }

  @Test
  void window_over_isNoMore() {
    world.yaml =
        "  maintenance: [{name: up, from: 2025-12-30T00:00:00Z, to: 2025-12-31T00:00:00Z}]\n";
    assertThat(world.verdict()).endsWith(": allowed");
  }

  @Test
  void hours_overMidnight_ask() {
    world.yaml = "  quiet_hours: [{from: \"23:30\", to: \"00:30\", mode: approve}]\n";
    assertThat(world.verdict()).isEqualTo("hours: ask");
  }
}
