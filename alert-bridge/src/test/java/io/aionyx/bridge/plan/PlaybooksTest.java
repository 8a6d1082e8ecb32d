package io.aionyx.bridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.sim.SimulatedCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaybooksTest {

  private static final Actions ACTIONS = new Actions(new SimulatedCluster(), "aionyx", List.of());

  private static Playbooks read(String yaml) {
    return new Playbooks(
        new PlaybookReader(ACTIONS, Target.KINDS).read(YamlDoor.parse("p.yaml", yaml, Map.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "any",
        "oom",
        "crashloop",
        "eviction",
        "disk_full",
        "inode",
        "pid",
        "conntrack",
        "io_stall",
        "kubelet",
        "network",
        "hardware",
        "grey_latency",
        "pvc_full",
        "certificate"
      })
  void shipped_everyFailureMode_hasAPlaybook(String failureMode) {
    Playbooks shipped = read(Playbooks.shipped());
    for (String kind : List.of("node", "pod", "workload")) {
      assertThat(shipped.fitting(kind, failureMode, Map.of()))
          .describedAs(kind + " " + failureMode)
          .isPresent();
    }
    assertThat(shipped.fitting("pvc", "pvc_full", Map.of())).isPresent();
    assertThat(shipped.fitting("certificate", "certificate", Map.of())).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action: rm-rf | p.yaml:5: playbooks.actions.action is unknown: rm-rf",
        "action: drain-node | p.yaml:5: playbooks.actions.action drain-node acts on [node] only",
        "{action: evict-pod, parameters: {gracee: 1s}} | p.yaml:5: playbooks.actions.parameters"
            + " gracee",
        "{action: evict-pod, parameters: {grace: soon}} | p.yaml:5: playbooks.actions.parameters"
            + " grace is wrong",
        "{action: resize-resources, parameters: {memory: 25}} | p.yaml:5:"
            + " playbooks.actions.parameters memory is wrong",
        "{action: resize-resources, parameters: {max_memory: lots}} | p.yaml:5:"
            + " playbooks.actions.parameters max_memory is wrong",
        "{action: evict-pod, verification: [{name: n, query: 'up{node=\"{{node}}\"}'}]} | p.yaml:5:"
            + " playbooks.actions.verification.query uses a placeholder",
        "{action: evict-pod, preconditions: [{name: n, query: 'sum(up'}]} | p.yaml:5:"
            + " playbooks.actions.preconditions.query has an open (",
      })
  void read_wrongStep_namesLineAndKey(String step, String message) {
    String yaml =
        "playbooks:\n  - name: p\n    match: {entity_kind: pod}\n    actions:\n      - " + step;
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void fitting_labels_mustBeEqual() {
    Playbooks playbooks =
        read(
            "playbooks:\n  - name: p\n    match: {labels: {team: a}}\n    actions:\n"
                + "      - {action: evict-pod}\n");
    assertThat(playbooks.fitting("pod", "oom", Map.of("team", "a"))).isPresent();
    assertThat(playbooks.fitting("pod", "oom", Map.of("team", "b"))).isEmpty();
  }
}
