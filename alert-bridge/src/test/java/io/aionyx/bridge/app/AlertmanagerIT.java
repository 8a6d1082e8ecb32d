package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.prom.HttpAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager drives the webhook, through a door that is broken at first. */
final class AlertmanagerIT {

  private static final String ALERT =
      """
      {"labels":{"alertname":"A","aionyx_remediate":"true","cluster":"c","entity_kind":"pod",
        "namespace":"shop","pod":"%s","failure_mode":"oom","horizon":"2h"},"startsAt":"%s"%s}
      """;

  private static final String ONE_BY_ONE = "group_by: ['...'], group_wait: 0s";
  private static final String TOGETHER = "group_by: [alertname], group_wait: 1s";

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private final SimulatedMetrics metrics = new SimulatedMetrics();
  private volatile int refusals;
  private volatile int bridgePort;

  @TempDir Path home;

  /** What a test does with an Alertmanager at this address. */
  private interface Script {
    void run(String url) throws Exception;
  }

  private void drive(String grouping, Script script) throws Exception {
    Path binary = Path.of("/usr/bin/prometheus-alertmanager");
    if (!Files.isExecutable(binary)) {
      System.err.println("SKIPPED: prometheus-alertmanager is not installed; no end-to-end test");
    }
    assumeTrue(Files.isExecutable(binary), "prometheus-alertmanager is not installed");
    HttpServer door = door();
    int port = freePort();
    Process alertmanager = alertmanager(binary, port, door.getAddress().getPort(), grouping);
    String url = "http://127.0.0.1:" + port;
    try (Bridge bridge = bridge(url).start()) {
      bridgePort = bridge.port();
      await(() -> status(url + "/-/ready") == 200);
      script.run(url);
    } finally {
      alertmanager.destroyForcibly();
      door.stop(0);
    }
  }

  private static String alert(String pod, Instant startsAt, String more) {
    return ALERT.formatted(pod, startsAt, more);
  }

  private static String ended() {
    return ",\"endsAt\":\"" + Instant.now().minusSeconds(1) + "\"";
  }

  private void send(String url, String... alerts) {
    int status = post(url + "/api/v2/alerts", "[" + String.join(",", alerts) + "]");
    assertThat(status).isEqualTo(200);
  }

  @Test
  void alert_duplicatedThenResolved_isOneEpisodeDespiteServerErrors() throws Exception {
    refusals = 2;
    drive(
        ONE_BY_ONE,
        url -> {
          Instant startsAt = Instant.now().minusSeconds(10); // before ended(), however fast it goes
          for (int i = 0; i < 3; i++) {
            send(url, alert("cart-1", startsAt, ""));
          }
          await(() -> history().size() == 1);
          assertThat(calls.get()).describedAs("two errors, then success").isGreaterThanOrEqualTo(3);
          assertThat(history().path(0).path("phase").asText())
              .matches("denied|received|planned|advised");
          int before = calls.get();
          send(url, alert("cart-1", startsAt, ended()));
          await(() -> calls.get() > before);
          assertThat(history()).hasSize(1);
        });
  }

  /** One call brings both; later one says "resolved" of one and "firing" of the other. */
  @Test
  void group_ofWhichOneResolves_isTwoEpisodesAndEndsThatOneOnly() throws Exception {
    predict("cart-1");
    predict("cart-2");
    drive(
        TOGETHER,
        url -> {
          Instant startsAt = Instant.now().minusSeconds(10); // before ended(), however fast it goes
          send(url, alert("cart-1", startsAt, ""), alert("cart-2", startsAt, ""));
          await(() -> phase("cart-1").equals("awaiting_approval"));
          await(() -> phase("cart-2").equals("awaiting_approval"));
          assertThat(calls.get()).describedAs("one call for both").isEqualTo(1);

          send(url, alert("cart-1", startsAt, ended()), alert("cart-2", startsAt, ""));

          await(() -> phase("cart-1").equals("denied"));
          assertThat(phase("cart-2")).isEqualTo("awaiting_approval");
        });
  }

  private void predict(String pod) {
    var labels = DrivenBridge.pod(pod);
    Episode episode =
        new Episode(
            "f",
            Instant.now(),
            Target.of(labels, Target.KINDS),
            "oom",
            "2h",
            Duration.ofHours(2),
            "A",
            false);
    metrics.predict(episode, new Prediction("m", 0.9, 0.8, 0.95, Instant.now().plusSeconds(30)));
  }

  private String phase(String pod) {
    for (JsonNode r : history()) {
      if (r.at("/entity/pod").asText().equals(pod)) {
        return r.path("phase").asText();
      }
    }
    return "";
  }

  private Bridge bridge(String alertmanager) {
    String yaml =
        "listen: 127.0.0.1:0\nalertmanager: {url: \""
            + alertmanager
            + "\"}\nstorage: {path: x}\n"
            + "gates: {modes: {default: approve}, scope: {clusters: [c], namespaces: [shop]}}\n";
    BridgeConfig config = BridgeConfig.read(YamlDoor.parse("it", yaml, Map.of()));
    SimulatedCluster cluster = new SimulatedCluster();
    for (String pod : List.of("cart-1", "cart-2")) {
      cluster.put(Resource.PODS, "shop", SimulatedCluster.pod(pod, "cart", "n1"));
    }
    Peers peers =
        new Peers(
            cluster,
            Leadership.alone(),
            Optional.of(metrics),
            new HttpAlerts(config.alertmanager()),
            InstantSource.system(),
            () -> {});
    return new Bridge(config, peers, Database.open(home.resolve("data")));
  }

  /** Answers 500 as often as a test wants, then hands on. */
  private HttpServer door() throws IOException {
    HttpServer door =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/", this::handOn);
    door.start();
    return door;
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          new String(
              exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      boolean broken = calls.incrementAndGet() <= refusals;
      int status =
          broken ? 500 : post("http://127.0.0.1:" + bridgePort + "/api/v1/alertmanager", body);
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private Process alertmanager(Path binary, int port, int webhook, String grouping)
      throws IOException {
    Path config =
        Files.writeString(
            home.resolve("am.yml"),
            "route: {receiver: b, "
                + grouping
                + ", group_interval: 1s, repeat_interval: 1h}\n"
                + "receivers: [{name: b, webhook_configs: [{url: 'http://127.0.0.1:"
                + webhook
                + "/', send_resolved: true}]}]\n");
    return new ProcessBuilder(
            binary.toString(),
            "--config.file=" + config,
            "--storage.path=" + home.resolve("am"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=")
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("am.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int post(String url, String body) {
    return send(HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  private int status(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url)).GET()).statusCode();
    } catch (IllegalStateException e) {
      return 0; // not listening yet
    }
  }

  private JsonNode history() {
    String url = "http://127.0.0.1:" + bridgePort + "/api/v1/history";
    String body = send(HttpRequest.newBuilder(URI.create(url)).GET()).body();
    return io.aionyx.bridge.json.Json.read(body, JsonNode.class).path("data");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      never.await(100, TimeUnit.MILLISECONDS);
    }
    assertThat(condition.getAsBoolean()).describedAs("within a minute").isTrue();
  }
}
