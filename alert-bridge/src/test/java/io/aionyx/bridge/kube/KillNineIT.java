package io.aionyx.bridge.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real bridge process over real HTTP, killed without warning at a different place each time. The
 * API server and Prometheus live in this process, so they remember what a killed bridge did. {@code
 * -Daionyx.kills=N} sets the number of cycles.
 */
final class KillNineIT {

  private enum Moment {
    AFTER_202,
    WHEN_PREDICTION_IS_LOOKED_UP,
    WHEN_EVIDENCE_IS_READ,
    BEFORE_THE_EVICTION_IS_DONE,
    AFTER_THE_EVICTION_IS_DONE,
    WHILE_VERIFYING
  }

  private final MockApi api = MockApi.start();
  private final HttpCluster cluster = new HttpCluster(api.client, Duration.ofSeconds(20));
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<@Nullable Moment> armed = new AtomicReference<>();
  private final AtomicReference<Process> child = new AtomicReference<>();
  private final Map<String, Integer> evictions = new HashMap<>();
  private HttpServer prometheus;
  private int port;

  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext("/api/v1/query", this::query);
    prometheus.createContext("/api/v2/alerts", this::alertmanager);
    prometheus.start();
    Files.writeString(home.resolve("token"), "secret");
    Files.writeString(
        home.resolve("kubeconfig"),
        "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: c,"
            + " user: u}}]\nusers: [{name: u, user: {}}]\nclusters: [{name: c, cluster: {server: \""
            + api.client.getMasterUrl()
            + "\"}}]\n");
    Files.writeString(home.resolve("playbooks.yaml"), PLAYBOOKS);
    String peer = "http://127.0.0.1:" + prometheus.getAddress().getPort();
    Files.writeString(
        home.resolve("bridge.yaml"), CONFIG.formatted(peer, peer, home, home, home, home));
    api.onEviction = this::eviction;
  }

  private static final String PLAYBOOKS =
      """
      playbooks:
        - name: kill
          match: {entity_kind: pod}
          actions: [{action: evict-pod, settle: 1s, within: 2s}]
      """;

  private static final String CONFIG =
      """
      listen: 127.0.0.1:0
      alertmanager: {url: "%s"}
      prometheus: {url: "%s"}
      storage: {path: "%s/data"}
      kubernetes: {enabled: true, kubeconfig: "%s/kubeconfig", leader_election: false}
      webhook: {token_files: ["%s/token"]}
      playbooks: {shipped: false, files: ["%s/playbooks.yaml"]}
      gates:
        modes: {default: autopilot}
        scope: {clusters: [c], namespaces: [shop]}
        hold_out: 0
        storm: {targets: 10000}
        rate: {overall: 1000/1m, pod: 1000/1m}
        budget: {pod: {count: 1000, share: 1, min_healthy: 0}}
        breaker: {minimum_outcomes: 1000, consecutive_failures: 1000}
      """;

  @AfterEach
  void stop() {
    kill();
    prometheus.stop(0);
    api.close();
  }

  private synchronized void eviction(String when) {
    if (when.equals("before")) {
      String pod = api.requests.getLast().replaceAll(".*/pods/([^/]+)/eviction.*", "$1");
      evictions.merge(pod, 1, Integer::sum);
    }
    strike(
        when.equals("before")
            ? Moment.BEFORE_THE_EVICTION_IS_DONE
            : Moment.AFTER_THE_EVICTION_IS_DONE);
  }

  private void strike(Moment moment) {
    if (armed.compareAndSet(moment, null)) {
      kill();
    }
  }

  private void kill() {
    Process process = child.get();
    if (process != null) {
      process.destroyForcibly();
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
  }

  private void query(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = URLDecoder.decode(form.substring("query=".length()), StandardCharsets.UTF_8);
    if (query.startsWith("timestamp(")) {
      strike(Moment.WHEN_PREDICTION_IS_LOOKED_UP);
    }
    if (query.contains("predictions_resolved")) {
      strike(Moment.WHEN_EVIDENCE_IS_READ);
    }
    send(
        exchange,
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
            + result(query)
            + "}}");
  }

  private static String result(String query) {
    double now = Instant.now().toEpochMilli() / 1000.0;
    if (query.startsWith("{__name__")) {
      return "["
          + series("aionyx_failure_probability", 0.9)
          + ","
          + series("aionyx_failure_probability_lower", 0.8)
          + ","
          + series("aionyx_failure_probability_upper", 0.95)
          + "]";
    }
    if (query.startsWith("timestamp(aionyx")) {
      return "[" + series("", now) + "]";
    }
    if (query.startsWith("(time()")) {
      return "[" + series("", 60) + "]";
    }
    return query.contains("true_positive") ? "[" + series("", 500) + "]" : "[]";
  }

  private static String series(String name, double value) {
    return "{\"metric\":{\"__name__\":\""
        + name
        + "\",\"model\":\"m\"},\"value\":[0,\""
        + value
        + "\"]}";
  }

  private void alertmanager(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    send(exchange, "[]");
  }

  private static void send(com.sun.net.httpserver.HttpExchange exchange, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void launch() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.aionyx.bridge.app.Main",
                "serve",
                "--config",
                home.resolve("bridge.yaml").toString())
            .redirectError(home.resolve("stderr.log").toFile())
            .start();
    child.set(process);
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    assertThat(line)
        .describedAs("%s", Files.readString(home.resolve("stderr.log")))
        .contains("port");
    port = Integer.parseInt(line.replaceAll(".* ", ""));
  }

  private boolean fire(String pod) {
    ObjectNode body = Json.object().put("version", "4");
    ObjectNode alert = body.putArray("alerts").addObject().put("status", "firing");
    alert.put("startsAt", Instant.now().toString());
    alert
        .putObject("labels")
        .put("alertname", "A")
        .put("aionyx_remediate", "true")
        .put("cluster", "c")
        .put("entity_kind", "pod")
        .put("namespace", "shop")
        .put("pod", pod)
        .put("failure_mode", "oom")
        .put("horizon", "2h");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/alertmanager"))
            .header("Authorization", "Bearer secret")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 202;
    } catch (IOException e) {
      return false; // killed before it could answer: nothing was promised
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode history() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/history?limit=1000"))
            .timeout(Duration.ofSeconds(30))
            .build();
    return Json.MAPPER
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .path("data");
  }

  private void pods(int cycle) {
    for (String letter : List.of("a", "b")) {
      ObjectNode pod = SimulatedCluster.pod("p" + cycle + letter, "o" + cycle, "n");
      pod.put("apiVersion", "v1").put("kind", "Pod");
      cluster.create(Resource.PODS, "shop", pod, Commit.FOR_REAL);
    }
  }

  @Test
  void killed_atEveryMoment_actsAtMostOnceAndLosesNothing() throws Exception {
    int cycles = Integer.getInteger("aionyx.kills", 12);
    Random random = new Random(7);
    int promised = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      pods(cycle);
      Moment moment = Moment.values()[cycle % Moment.values().length];
      armed.set(moment);
      launch();
      promised += fire("p" + cycle + "a") ? 1 : 0;
      if (moment == Moment.AFTER_202) {
        strike(moment);
      }
      awaitDeath(moment, random);
    }
    armed.set(null);
    launch();
    Map<String, Integer> phases = awaitAllFinal(promised);
    kill();
    System.err.printf(
        "kills %d, promised %d, evictions %d, outcomes %s%n",
        cycles, promised, evictions.size(), phases);
    assertThat(evictions.values()).describedAs("no pod is evicted twice").allMatch(n -> n == 1);
    assertThat(phases.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(promised);
    try (Database database = Database.openExisting(home.resolve("data"))) {
      assertThat(AuditVerifier.verify(database, List.of()).problems()).isEmpty();
    }
  }

  /** The blow falls when the bridge comes to the moment; while verifying, a little later. */
  private void awaitDeath(Moment moment, Random random) throws InterruptedException {
    Process process = child.get();
    if (moment == Moment.WHILE_VERIFYING) {
      process.waitFor(500 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      armed.set(null);
      kill();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).describedAs("killed at %s", moment).isTrue();
  }

  private Map<String, Integer> awaitAllFinal(int promised) throws Exception {
    Map<String, Integer> phases = new HashMap<>();
    for (int i = 0; i < 240; i++) {
      phases.clear();
      history().forEach(r -> phases.merge(r.path("phase").asText(), 1, Integer::sum));
      int done = phases.values().stream().mapToInt(Integer::intValue).sum();
      boolean open =
          List.of(
                  "received",
                  "planned",
                  "awaiting_approval",
                  "approved",
                  "running",
                  "verifying",
                  "rolling_back")
              .stream()
              .anyMatch(phases::containsKey);
      if (!open && done >= promised) {
        return phases;
      }
      child.get().waitFor(500, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("still open: " + phases);
  }
}
