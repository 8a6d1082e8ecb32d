package io.aionyx.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BridgeConfigTest {

  private static final String MINIMAL =
      "listen: 127.0.0.1:0\nalertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\n";

  private static BridgeConfig read(String yaml, Map<String, String> environment) {
    return BridgeConfig.read(YamlDoor.parse("bridge.yaml", yaml, environment));
  }

  @Test
  void read_threeKeys_onlyAdvises() {
    BridgeConfig config = read(MINIMAL, Map.of());
    assertThat(config.kubernetes().enabled()).isFalse();
    assertThat(config.prometheus()).isEmpty();
    assertThat(config.gates().defaultMode()).isEqualTo(Mode.ADVISE);
    assertThat(config.gates().rates().get(Impact.NODE))
        .isEqualTo(new GateConfig.Rate(1, Duration.ofMinutes(10)));
  }

  @Test
  void read_shippedFile_equalsTheDefaults() {
    BridgeConfig shipped = BridgeConfig.load(Path.of("bridge.yaml"), Map.of());
    BridgeConfig minimal =
        read(
            "alertmanager: {url: \"http://alertmanager:9093\"}\nstorage: {path: data/}\n",
            Map.of());
    assertThat(shipped).isEqualTo(minimal);
  }

  @Test
  void read_environment_overrides() {
    BridgeConfig config =
        read(
            MINIMAL,
            Map.of(
                "AIONYX_BRIDGE_GATES_MODES_DEFAULT", "approve",
                "AIONYX_BRIDGE_GATES_SCOPE_NAMESPACES", "a,b"));
    assertThat(config.gates().defaultMode()).isEqualTo(Mode.APPROVE);
    assertThat(config.gates().scope().namespaces()).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gates: {rate: {overall: 10}} | bridge.yaml:4: gates.rate.overall is wrong",
        "gates: {modes: {default: auto}} | bridge.yaml:4: gates.modes.default is wrong",
        "gates: {hold_out: 0.9} | bridge.yaml:4: gates.hold_out must be in",
        "gats: {} | bridge.yaml:4: gats is unknown",
        "listen: x:1 | bridge.yaml:4: listen is given twice",
        "webhook: {token_files: [a, b, c]} | bridge.yaml:4: webhook.token_files holds at most two",
        "kubernetes: {enabled: true} | bridge.yaml:4: kubernetes is enabled but senders",
        "gates: {storm: {window: soon}} | bridge.yaml:4: gates.storm.window is wrong",
        "people: [alice] | bridge.yaml:4: people: each item must be a mapping",
        "a: [ | bridge.yaml:5:",
      })
  void read_wrongKey_namesLineAndKey(String line, String message) {
    assertThatThrownBy(() -> read(MINIMAL + line + "\n", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void read_missingUrl_namesKey() {
    assertThatThrownBy(() -> read("storage: {path: d}", Map.of()))
        .hasMessageContaining("alertmanager.url is required");
  }
}
