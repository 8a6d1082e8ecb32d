package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.cluster.Leadership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeaderGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void replica_anotherLeads_holdsBack() {
    world.leadership = () -> new Leadership.Standing(false, "other", 7);
    assertThat(world.verdict()).isEqualTo("leader: not now");
  }
}
