package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.prom.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of gates as a whole; each gate has a test of its own. */
final class GatesTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void plan_withNothingWrong_passesEveryGate() {
    Gates.Judgement judgement = world.judge();
    assertThat(judgement.last()).as("%s", judgement).isInstanceOf(Verdict.Allowed.class);
    assertThat(judgement.verdicts()).hasSize(world.gates().names().size());
  }

  /** A gate without a test of its own does not get into the list. */
  @Test
  void everyGate_hasATestOfItsName() {
    assertThat(world.gates().all())
        .hasSize(20)
        .allSatisfy(gate -> Class.forName(gate.getClass().getName() + "Test"));
  }

  @Test
  void outage_ofAGatesPeer_neverOpensIt() {
    Case c = world.present();
    for (RuntimeException e :
        List.of(
            new UnavailableException("away"),
            new ClusterException(ClusterException.Fault.UNKNOWN, "away"),
            new IllegalArgumentException("odd"))) {
      world.prometheus =
          Optional.of(
              query -> {
                throw e;
              });
      assertThat(world.gates().ask(c).last()).isNotInstanceOf(Verdict.Allowed.class);
    }
  }
}
