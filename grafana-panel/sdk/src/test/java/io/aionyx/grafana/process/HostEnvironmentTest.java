package io.aionyx.grafana.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostEnvironmentTest {
  private static HostEnvironment of(String name, String value) {
    return new HostEnvironment(Map.of(name, value));
  }

  @Test
  void emptyEnvironment_hasDefaults() {
    HostEnvironment host = new HostEnvironment(Map.of());

    assertThat(host.startedByGrafana()).isFalse();
    assertThat(host.speaksOurProtocol()).isTrue();
    assertThat(host.clientCertificate()).isEmpty();
    assertThat(host.ports()).isEmpty();
    assertThat(host.prefersTcp()).isFalse();
    assertThat(host.socketDirectory(Path.of("/tmp"))).isEqualTo(Path.of("/tmp"));
  }

  @ParameterizedTest
  @CsvSource({"2,true", "'1, 2',true", "1,false", "22,false", "nonsense,false", "' ',true"})
  void protocolVersions_areNegotiated(String offered, boolean spoken) {
    assertThat(of("PLUGIN_PROTOCOL_VERSIONS", offered).speaksOurProtocol()).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource({"10,9", "-1,5", "x,5", "1,99999999999", "0,5", "70000,70001"})
  void impossiblePorts_areIgnored(String min, String max) {
    HostEnvironment host =
        new HostEnvironment(Map.of("PLUGIN_MIN_PORT", min, "PLUGIN_MAX_PORT", max));

    assertThat(host.ports()).isEmpty();
  }

  @Test
  void cookie_tellsGrafanaFromAPerson() {
    assertThat(of("grafana_plugin_type", "datasource").startedByGrafana()).isTrue();
    assertThat(of("grafana_plugin_type", "other").startedByGrafana()).isFalse();
  }
}
