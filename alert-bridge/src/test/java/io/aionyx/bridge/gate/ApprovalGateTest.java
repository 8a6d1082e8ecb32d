package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.domain.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApprovalGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void mode_approve_asks() {
    world.plan.mode = Mode.APPROVE;
    assertThat(world.verdict()).isEqualTo("approval: ask");
  }

  @Test
  void step_calledCritical_asks() {
    world.plan.critical = true;
    assertThat(world.verdict()).isEqualTo("approval: ask");
  }

  @Test
  void replica_theOnlyOne_asks() {
    world.plan.population = new Preflight.Population("s", 1, 1, true, true, 0);
    assertThat(world.verdict()).isEqualTo("approval: ask");
  }

  @Test
  void question_answered_isOneNoMore() {
    world.plan.mode = Mode.APPROVE;
    world.plan.approved = true;
    assertThat(world.verdict()).endsWith(": allowed");
    assertThat(world.judge().verdicts())
        .filteredOn(v -> v.gate().equals("approval"))
        .singleElement()
        .satisfies(v -> assertThat(v.reason()).contains("approved by alice"));
  }
}
