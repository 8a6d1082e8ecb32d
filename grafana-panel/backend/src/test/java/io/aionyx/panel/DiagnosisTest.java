package io.aionyx.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.grafana.Health;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private final Diagnosis diagnosis = new Diagnosis(new UpstreamClient(new UpstreamMetrics()));
  private StubUpstream upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = StubUpstream.start().json("/api/v1/models", "{}").json("/api/v1/approvals", "{}");
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void bothAnswering_isHealthy() {
    assertThat(diagnosis.health(Given.editor(upstream)))
        .returns(true, Health::ok)
        .returns("Predictor and bridge answer.", Health::message);
  }

  @Test
  void noBridge_isHealthyButSaid() {
    Health health = diagnosis.health(Given.context(Map.of("predictorUrl", upstream.url()), null));

    assertThat(health.ok()).isTrue();
    assertThat(health.message()).contains("no bridge");
  }

  @Test
  void nothingConfigured_saysWhatToSet() {
    Health health = diagnosis.health(Given.context(Map.of(), null));

    assertThat(health.ok()).isFalse();
    assertThat(health.message()).contains("predictor is not configured");
  }

  @Test
  void wrongService_isNotTakenForAPredictor() {
    upstream.status("/api/v1/models", 200, "text/html", "<html>");

    assertThat(diagnosis.health(Given.editor(upstream)).message()).contains("text/html");
  }
}
