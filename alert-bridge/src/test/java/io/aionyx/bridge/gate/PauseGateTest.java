package io.aionyx.bridge.gate;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.store.PauseSwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PauseGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void pause_aPersonStoppedEverything_holdsBack() {
    world.database.inTransaction(
        tx -> {
          world.pause.pause(tx, new PauseSwitch.Pause("alice", "release", NOW));
          return true;
        });
    assertThat(world.verdict()).isEqualTo("pause: not now");
  }
}
