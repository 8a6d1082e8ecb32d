package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DryRunGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void disruptionBudget_allowsNone_holdsBack() {
    ObjectNode budget = Json.object();
    budget.withObject("/metadata").put("name", "pdb");
    budget.withObject("/spec/selector/matchLabels").put("app", "cart");
    world.cluster.put(Resource.DISRUPTION_BUDGETS, "shop", budget);
    assertThat(world.verdict()).isEqualTo("dry_run: not now");
  }

  @Test
  void rehearsals_onlyWanted_endThere() {
    world.yaml = "  dry_run: true\n";
    assertThat(world.verdict()).isEqualTo("dry_run: dry_run");
  }
}
