package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Remediations;
import io.aionyx.bridge.domain.Target;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScopeGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void cluster_thatIsNotNamed_getsAdvice() {
    world.plan.target =
        new Target("test", "pod", new TreeMap<>(Map.of("namespace", "shop", "pod", "cart-1")));
    assertThat(world.verdict()).isEqualTo("scope: advised");
  }

  @Test
  void namespace_thatIsNotNamed_getsAdvice() {
    world.plan.target = Remediations.pod("bank", "cart-1");
    assertThat(world.verdict()).isEqualTo("scope: advised");
  }

  @Test
  void namespace_protected_isDenied() {
    world.plan.target = Remediations.pod("kube-system", "cart-1");
    assertThat(world.verdict()).isEqualTo("scope: denied");
  }

  @Test
  void namespace_theBridgesOwn_isDeniedThoughListed() {
    world.plan.target = Remediations.pod("aionyx", "cart-1");
    assertThat(world.verdict()).isEqualTo("scope: denied");
  }
}
