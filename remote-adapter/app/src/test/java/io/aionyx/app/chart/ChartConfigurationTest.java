package io.aionyx.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that the chart writes, read by the predictor, which refuses unknown keys. */
class ChartConfigurationTest {
  @TempDir Path directory;

  @Test
  void defaults_areWhatThePredictorReads() throws IOException {
    Config config = read(Chart.defaults());

    assertThat(config.evaluationInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.listen().getPort()).isEqualTo(9201);
    assertThat(config.remoteWrite())
        .extracting(Config.Target::url)
        .containsExactly(URI.create("http://prometheus-operated.monitoring.svc:9090/api/v1/write"));
    assertThat(config.storage().path()).isEqualTo(Path.of("/var/lib/aionyx"));
  }

  @Test
  void everythingOn_isWhatThePredictorReads() throws IOException {
    Config config = read(Chart.full());

    assertThat(config.cluster()).isEqualTo("prod-1");
    assertThat(config.publish().podsTop()).isEqualTo(50);
    assertThat(config.models()).isEqualTo(Path.of("/var/lib/aionyx-models"));
    assertThat(config.webConfig()).isEqualTo(Path.of("/etc/aionyx-web/web.yml"));
  }

  private Config read(Manifests manifests) throws IOException {
    ConfigMap map = manifests.only(ConfigMap.class, "aionyx-predictor");
    Path file =
        Files.writeString(
            directory.resolve("aionyx.yaml"),
            Objects.requireNonNull(map.getData().get("aionyx.yaml")));
    return new ConfigReader(Map.of()).read(file);
  }
}
