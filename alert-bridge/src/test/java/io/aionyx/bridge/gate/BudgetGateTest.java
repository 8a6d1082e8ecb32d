package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.act.Preflight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BudgetGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void pods_fiveAtOnce_areTheMost() {
    for (int i = 0; i < 5; i++) {
      world.active("a" + i, "x" + i, "shop", 300, "x" + i);
    }
    assertThat(world.verdict()).isEqualTo("budget: not now");
  }

  @Test
  void replicas_aQuarterAtOnce_areTheMost() {
    world.active("a0", "x0", "shop", 300, "shop/ReplicaSet/cart");
    world.active("a1", "x1", "shop", 300, "shop/ReplicaSet/cart");
    assertThat(world.verdict()).isEqualTo("budget: not now");
  }

  @Test
  void replicas_tooFewWouldStayHealthy_holdBack() {
    world.plan.population = new Preflight.Population("s", 10, 5, true, true, 0);
    assertThat(world.verdict()).isEqualTo("budget: not now");
  }

  @Test
  void nodes_othersCordonedAlready_holdBack() {
    world.plan.population = new Preflight.Population("s", 4, 3, true, true, 1);
    assertThat(world.verdict()).isEqualTo("budget: not now");
  }
}
