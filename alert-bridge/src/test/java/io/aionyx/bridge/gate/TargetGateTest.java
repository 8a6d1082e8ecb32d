package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Impact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TargetGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void target_theActionSeesAReason_getsAdvice() {
    world.plan.blockers.add("the pod is static");
    assertThat(world.verdict()).isEqualTo("target: advised");
  }

  @Test
  void target_ofAnotherKind_getsAdvice() {
    world.plan.action = "drain-node";
    world.plan.impact = Impact.NODE;
    assertThat(world.verdict()).isEqualTo("target: advised");
  }
}
