package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackConfigurationTest {
  private static final URI ALERTMANAGER = URI.create("http://127.0.0.1:9093");
  private static final URI PREDICTOR = URI.create("http://127.0.0.1:9201");

  @TempDir Path directory;

  @Test
  void prometheus_isAcceptedBeforeAndAfterThePredictorIsKnown() throws IOException {
    Path promtool = Peers.require(Tool.PROMTOOL);
    for (Optional<URI> predictor : List.of(Optional.<URI>empty(), Optional.of(PREDICTOR))) {
      Path file =
          Files.writeString(
              directory.resolve("prometheus.yml"),
              StackConfiguration.prometheus(plan(), ALERTMANAGER, predictor));
      Command check = Command.run(promtool, List.of("check", "config", file.toString()));
      assertThat(check.exitValue()).as(check.output()).isZero();
    }
  }

  @Test
  void prometheus_sendsVersion2WhereAsked() {
    String text =
        StackConfiguration.prometheus(
            plan().withVersion(StackPlan.WriteVersion.V2), ALERTMANAGER, Optional.of(PREDICTOR));

    assertThat(text).contains("    protobuf_message: io.prometheus.write.v2.Request\n");
  }

  @Test
  void alertmanager_isAccepted() throws IOException {
    Path amtool = Peers.require(Tool.AMTOOL);
    Path file =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            StackConfiguration.alertmanager(plan().webhook()));

    Command check = Command.run(amtool, List.of("check-config", file.toString()));

    assertThat(check.exitValue()).as(check.output()).isZero();
  }

  private StackPlan plan() {
    return new StackPlan(
        directory.resolve("o'clock"),
        Repository.rules(),
        Duration.ofSeconds(1),
        Optional.of(URI.create("http://127.0.0.1:9202/api/v1/alertmanager")),
        Map.of("node", "127.0.0.1:9100", "it's", "127.0.0.1:9101"),
        StackPlan.WriteVersion.V1);
  }
}
