package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PreconditionGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void query_thatReturnsNothing_getsAdvice() {
    world.plan.preconditions = List.of(new Step.Query("quiet", "nothing{}"));
    assertThat(world.verdict()).isEqualTo("precondition: advised");
  }

  @Test
  void query_thatReturnsASeries_holds() {
    world.metrics.answer("up{}", 0);
    world.plan.preconditions = List.of(new Step.Query("quiet", "up{}"));
    assertThat(world.verdict()).endsWith(": allowed");
  }
}
