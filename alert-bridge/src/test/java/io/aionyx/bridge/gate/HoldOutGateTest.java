package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Remediations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HoldOutGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void episode_inTheShare_getsAdvice() {
    world.holdOut = 0.5;
    for (int i = 0; i < 50; i++) {
      world.plan.target = Remediations.pod("shop", "p" + i);
      if (isHeldOut(0.5)) {
        assertThat(world.verdict()).isEqualTo("hold_out: advised");
        return;
      }
    }
    throw new AssertionError("none of fifty is held out");
  }

  @Test
  void episodes_many_areHeldOutByTheShareAndAlwaysTheSame() {
    int held = 0;
    for (int i = 0; i < 4000; i++) {
      world.plan.target = Remediations.pod("shop", "p" + i);
      boolean first = isHeldOut(0.05);
      assertThat(isHeldOut(0.05)).isEqualTo(first);
      held += first ? 1 : 0;
    }
    assertThat(held).isBetween(140, 260); // 200 expected; four standard deviations are 55
  }

  private boolean isHeldOut(double share) {
    return new HoldOutGate(share).judge(world.present()) instanceof Verdict.Refused;
  }
}
