package io.aionyx.bridge.gate;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Remediations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StormGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void group_truncated_getsAdvice() {
    world.plan.truncated = true;
    assertThat(world.verdict()).isEqualTo("storm: advised");
  }

  @Test
  void targets_moreThanTwentyOfLate_getAdvice() {
    others(21);
    assertThat(world.verdict()).isEqualTo("storm: advised");
  }

  @Test
  void targets_twentyOfLate_areNoStorm() {
    others(20);
    assertThat(world.verdict()).endsWith(": allowed");
  }

  @Test
  void kind_moreThanAFifthAtOnce_getsAdvice() {
    world.metrics.answer("count(count by", 21);
    assertThat(world.verdict()).isEqualTo("storm: advised");
  }

  @Test
  void kind_ofUnknownSizeSeveralAtOnce_getsAdvice() {
    world.metrics.answer("count(count by", 2);
    world.metrics.answer("sum(aionyx_tracked_entities", 0);
    assertThat(world.verdict()).isEqualTo("storm: advised");
  }

  private void others(int count) {
    for (int i = 0; i < count; i++) {
      Remediation r =
          Remediations.planned("s" + i, "evict-pod", Impact.POD, Remediations.pod("shop", "s" + i));
      world.database.inTransaction(
          tx -> world.ledger.insertIfNew(tx, r.moved(Phase.ADVISED, "", NOW, NOW)));
    }
  }
}
