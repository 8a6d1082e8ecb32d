package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Phase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BackoffGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void owner_nineSecondsAfterTheFirst_holdsBack() {
    world.ended("o", Phase.SUCCEEDED, 9);
    assertThat(world.verdict()).isEqualTo("backoff: not now");
  }

  @Test
  void owner_sixTimesWithinAnHour_getsAdvice() {
    for (int i = 0; i < 6; i++) {
      world.ended("o" + i, Phase.SUCCEEDED, 3500 - i);
    }
    assertThat(world.verdict()).isEqualTo("backoff: advised");
  }

  @Test
  void owner_eachTime_waitsTwiceAsLong() {
    BackoffGate gate =
        new BackoffGate(
            world.outcomes,
            new GateConfig.Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5), 9));
    world.ended("o1", Phase.SUCCEEDED, 15);
    assertThat(gate.judge(world.present()).word()).isEqualTo("allowed");
    world.ended("o2", Phase.SUCCEEDED, 14);
    assertThat(gate.judge(world.present()).word()).isEqualTo("not now");
  }
}
