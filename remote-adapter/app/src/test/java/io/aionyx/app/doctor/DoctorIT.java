package io.aionyx.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.doctor.Doctor.Patient;
import io.aionyx.app.peers.Await;
import io.aionyx.app.peers.BridgeCommand;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import io.aionyx.app.peers.ServingPredictor;
import io.aionyx.app.stack.Server;
import io.aionyx.app.stack.ShippedRules;
import io.aionyx.app.stack.Tool;
import io.aionyx.predictor.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stack of {@code examples/compose}, from the very files that ship there, as processes on
 * loopback ports instead of containers: node_exporter, Prometheus, Alertmanager, predictor, bridge.
 */
class DoctorIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void composedStack_isFoundBrokenBeforeItIsConnectedAndWellAfter() throws Exception {
    Path prometheusProgram = Peers.require(Tool.PROMETHEUS);
    Path alertmanagerProgram = Peers.require(Tool.ALERTMANAGER);
    Path exporterProgram = Peers.require(Tool.NODE_EXPORTER);
    List<String> bridgeProgram = BridgeCommand.require(directory);

    try (Server exporter = exporter(exporterProgram);
        Server alertmanager = alertmanager(alertmanagerProgram);
        Server prometheus = prometheus(prometheusProgram, alertmanager, exporter);
        Server predictor =
            ServingPredictor.start(directory, "evaluation_interval: 2s\n" + writesTo(prometheus));
        Server bridge = bridge(bridgeProgram, alertmanager, prometheus)) {
      var patient =
          new Patient(
              prometheus.url(),
              Optional.of(predictor.url()),
              Optional.of(alertmanager.url()),
              Optional.empty(),
              Optional.empty(),
              Map.of());

      List<Finding> before = examine(patient);
      assertThat(verdict(before, "remote-write set up")).isInstanceOf(Verdict.Bad.class);
      assertThat(verdict(before, "samples arrive")).isInstanceOf(Verdict.Bad.class);
      assertThat(Report.isHealthy(before)).isFalse();

      connect(
          prometheus, "prometheus.yml", Map.of("predictor:9201", predictor, "bridge:9202", bridge));
      connect(alertmanager, "alertmanager.yml", Map.of("bridge:9202", bridge));

      for (String check :
          List.of(
              "remote-write set up",
              "samples arrive",
              "predictions come back",
              "rules",
              "alerting",
              "models",
              "scores",
              "samples",
              "clock",
              "route to the bridge",
              "webhooks")) {
        Await.until(check, LIMIT, () -> good(patient, check));
      }
      List<Finding> after = examine(patient);
      assertThat(verdict(after, "forecasts (read_recent)"))
          .isNotInstanceOf(Verdict.Bad.class)
          .isNotInstanceOf(Verdict.Weak.class);
      assertThat(verdict(after, "node_exporter")).isNotInstanceOf(Verdict.Bad.class);
      assertThat(verdict(after, "cAdvisor")).isInstanceOf(Verdict.Bad.class);
    }
  }

  private static List<Finding> examine(Patient patient) {
    try (Doctor doctor = new Doctor(patient, InstantSource.system())) {
      return doctor.examine(Predictor.shippedCatalog(), ShippedRules.names());
    }
  }

  private static Verdict verdict(List<Finding> findings, String check) {
    return findings.stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError(check + " is not among " + findings))
        .verdict();
  }

  private static Optional<Verdict> good(Patient patient, String check) {
    return Optional.of(verdict(examine(patient), check)).filter(Verdict.Good.class::isInstance);
  }

  private Server exporter(Path program) {
    return Server.start(
        port -> List.of(program.toString(), "--web.listen-address=127.0.0.1:" + port),
        "/metrics",
        directory.resolve("exporter.log"));
  }

  private Server alertmanager(Path program) {
    Path config = write("alertmanager.yml", shipped("alertmanager.yml"));
    return Server.start(
        port ->
            List.of(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="),
        "/-/ready",
        directory.resolve("alertmanager.log"));
  }

  private Server prometheus(Path program, Server alertmanager, Server exporter) {
    String config =
        shipped("prometheus.yml")
            .replace("15s", "1s")
            .replace("/etc/prometheus/rules", Repository.path("rules").toString())
            .replace("alertmanager:9093", alertmanager.url().getAuthority())
            .replace("node-exporter:9100", exporter.url().getAuthority());
    Path file = write("prometheus.yml", config);
    return Server.start(
        port ->
            List.of(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--web.enable-lifecycle"),
        "/-/ready",
        directory.resolve("prometheus.log"));
  }

  private static String writesTo(Server prometheus) {
    return shipped("aionyx.yaml")
        .replaceAll("listen: .*\n", "")
        .replace("http://prometheus:9090", prometheus.url().toString());
  }

  private Server bridge(List<String> program, Server alertmanager, Server prometheus) {
    String config =
        shipped("bridge.yaml")
            .replace("http://alertmanager:9093", alertmanager.url().toString())
            .replace("http://prometheus:9090", prometheus.url().toString())
            .replace("/var/lib/aionyx", directory.resolve("bridge").toString());
    return Server.start(
        port ->
            Stream.concat(
                    program.stream(),
                    Stream.of(
                        "serve",
                        "--config",
                        write("bridge.yaml", config.replace("0.0.0.0:9202", "127.0.0.1:" + port))
                            .toString()))
                .toList(),
        "/-/ready",
        directory.resolve("bridge.log"));
  }

  /** Tells a server where others are, now that they listen. */
  private void connect(Server server, String file, Map<String, Server> others)
      throws IOException, InterruptedException {
    Path config = directory.resolve(file);
    String text = Files.readString(config);
    for (Map.Entry<String, Server> other : others.entrySet()) {
      text = text.replace(other.getKey(), other.getValue().url().getAuthority());
    }
    Files.writeString(config, text);
    URI reload = server.url("/-/reload");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(reload).POST(HttpRequest.BodyPublishers.noBody()).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private static String shipped(String name) {
    return Repository.read(Repository.path("remote-adapter/examples/compose/" + name));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
