package io.aionyx.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.grafana.PluginException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static Settings with(Map<String, Object> json) {
    return Settings.of(Given.context(json, null));
  }

  @Test
  void predictor_hasAddressAndToken() {
    Upstream predictor = with(Map.of("predictorUrl", " https://p:9201/aionyx/ ")).predictor();

    assertThat(predictor.at("/api/v1/models"))
        .isEqualTo(URI.create("https://p:9201/aionyx/api/v1/models"));
    assertThat(predictor.token()).isEqualTo("p-token");
  }

  @Test
  void missingAddress_saysWhereToSetIt() {
    assertThatThrownBy(() -> with(Map.of()).bridge())
        .isInstanceOf(PluginException.class)
        .hasMessageContainingAll("bridge", "not configured");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predictor:9201",
        "ftp://predictor",
        "http://",
        "http://user:pw@predictor",
        "http://p?x=1",
        "http://p p",
        "file:///etc/passwd",
        "//predictor"
      })
  void addressThatIsNone_isNamed(String address) {
    assertThatThrownBy(() -> with(Map.of("predictorUrl", address)).predictor())
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.status()).isEqualTo(503))
        .hasMessageContaining("address of the predictor");
  }

  @Test
  void token_staysOutOfMessages() {
    Upstream predictor = with(Map.of("predictorUrl", "http://p:9201")).predictor();

    assertThat(predictor).hasToString("predictor at http://p:9201");
    assertThat(Given.context(Map.of(), null).toString()).doesNotContain("p-token");
  }
}
