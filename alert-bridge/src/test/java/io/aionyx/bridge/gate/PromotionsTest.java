package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.sim.SimulatedMetrics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromotionsTest {

  private final SimulatedMetrics metrics = new SimulatedMetrics();

  private Promotions.Standing standing(String modes) {
    String yaml =
        "alertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\ngates: {modes: "
            + modes
            + "}\n";
    GateConfig config = BridgeConfig.read(YamlDoor.parse("t", yaml, Map.of())).gates();
    Promotions promotions =
        new Promotions(
            Map.of("oom", Set.of("evict-pod")),
            new Modes(config, true),
            config.promotion(),
            Optional.of(metrics));
    promotions.refresh();
    return promotions.standings().getFirst();
  }

  private void proven() {
    metrics.answer(GateWorld.DAYS, 31);
    metrics.answer(GateWorld.RIGHT, 59);
    metrics.answer("max(aionyx_model_drift_score)", 0.1);
  }

  @Test
  void standing_whileOnlyAdvising_alreadyCountsTheEvidence() {
    metrics.answer(GateWorld.RIGHT, 40);
    assertThat(standing("{default: advise}"))
        .isEqualTo(new Promotions.Standing("oom", "evict-pod", Mode.ADVISE, 19));
  }

  @Test
  void standing_onAutopilotWithoutProof_isApprove() {
    assertThat(standing("{default: autopilot}").state()).isEqualTo(Mode.APPROVE);
  }

  @Test
  void standing_onAutopilotWithProof_isAutopilot() {
    proven();
    assertThat(standing("{default: autopilot}"))
        .isEqualTo(new Promotions.Standing("oom", "evict-pod", Mode.AUTOPILOT, 0));
  }

  @Test
  void standing_proofWithoutADriftMeasure_isApprove() {
    proven();
    metrics.answerNothing("max(aionyx_model_drift_score)");
    assertThat(standing("{default: autopilot}").state()).isEqualTo(Mode.APPROVE);
  }

  /** The first rule that fits decides, namespace by namespace; the most of them is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{default: advise, rules: [{namespace: shop, mode: approve}]} | APPROVE",
        "{default: approve, rules: [{action: evict-pod, mode: advise}]} | ADVISE",
        "{default: approve, rules: [{action: drain-node, mode: advise}]} | APPROVE",
        "{default: shadow, rules: [{failure_mode: oom, mode: advise}, {mode: approve}]} | ADVISE"
      })
  void standing_withRules_isTheMostThatIsDoneAnywhere(String modes, Mode state) {
    assertThat(standing(modes).state()).isEqualTo(state);
  }
}
