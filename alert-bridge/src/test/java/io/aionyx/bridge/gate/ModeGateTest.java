package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Mode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModeGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void mode_advise_endsWithAdvice() {
    world.plan.mode = Mode.ADVISE;
    assertThat(world.verdict()).isEqualTo("mode: advised");
  }

  @Test
  void mode_shadow_endsAsQuietly() {
    world.plan.mode = Mode.SHADOW;
    assertThat(world.verdict()).isEqualTo("mode: advised");
  }

  @Test
  void mode_adviseOfARecommendation_showsTheAdvice() {
    world.plan.mode = Mode.ADVISE;
    world.plan.parameters = Map.of("advice", "look at its node");
    assertThat(world.judge().last().reason()).contains("look at its node");
  }
}
