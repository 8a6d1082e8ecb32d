package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Remediations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VetoGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void alert_silenced_getsAdvice() {
    world.alerts.silence(Remediations.episode(world.plan.target, "oom").fingerprint());
    assertThat(world.verdict()).isEqualTo("veto: advised");
  }

  @Test
  void maintenanceAlert_fires_getsAdvice() {
    world.metrics.answer("ALERTS{", 1);
    assertThat(world.verdict()).isEqualTo("veto: advised");
  }
}
