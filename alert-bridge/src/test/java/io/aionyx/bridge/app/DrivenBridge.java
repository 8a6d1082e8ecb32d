package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bridge with its real door, a simulated world around it and a clock of the test's own. Nothing
 * moves by itself: {@link #turn} does what is due, {@link #pass} lets time go by.
 */
final class DrivenBridge implements AutoCloseable {

  static final String PLAYBOOK =
      """
      playbooks:
        - name: evict
          match: {entity_kind: pod}
          actions: [{action: evict-pod, settle: 10s, within: 1m}]
        - name: drain
          match: {entity_kind: node}
          actions: [{action: drain-node, settle: 10s, within: 1m, timeout: 5m}]
      """;

  final SimulatedCluster cluster = new SimulatedCluster();
  final SimulatedMetrics metrics = new SimulatedMetrics();
  final SimulatedAlerts alerts = new SimulatedAlerts();
  final Database database;
  final Bridge bridge;
  Leadership leadership = Leadership.alone();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param more further lines of bridge.yaml
   * @param api what stands between the bridge and the simulated cluster
   */
  DrivenBridge(Path home, String more, java.util.function.UnaryOperator<Cluster> api) {
    try {
      Files.writeString(home.resolve("sender"), "sender-token");
      Files.writeString(home.resolve("alice"), "alice-token");
      Files.writeString(home.resolve("grafana"), "grafana-token");
      Files.writeString(home.resolve("playbooks.yaml"), PLAYBOOK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String yaml =
        """
        listen: 127.0.0.1:0
        alertmanager: {url: "http://simulated:9093"}
        storage: {path: unused}
        webhook: {token_files: ["%1$s/sender", "%1$s/next"]}
        people:
          - {name: alice, token_file: "%1$s/alice"}
          - {name: grafana, token_file: "%1$s/grafana", on_behalf: true}
        playbooks: {shipped: false, files: ["%1$s/playbooks.yaml"]}
        gates:
          modes: {default: approve}
          scope: {clusters: [c], namespaces: [shop]}
        """;
    BridgeConfig config =
        BridgeConfig.read(YamlDoor.parse("t", yaml.formatted(home) + more, Map.of()));
    for (int i = 0; i < 3; i++) {
      cluster.put(Resource.PODS, "shop", SimulatedCluster.pod("cart-" + i, "cart", "n" + i));
      cluster.put(Resource.NODES, "", SimulatedCluster.node("n" + i));
    }
    metrics.answer("sum(aionyx_tracked_entities", 100);
    database = Database.inMemory();
    Peers peers =
        new Peers(
            api.apply(cluster),
            () -> leadership.standing(),
            Optional.of(metrics),
            alerts,
            () -> now,
            () -> {});
    bridge = new Bridge(config, peers, database);
    bridge.open();
  }

  static TreeMap<String, String> pod(String name) {
    return labels("pod", Map.of("namespace", "shop", "pod", name));
  }

  static TreeMap<String, String> node(String name) {
    return labels("node", Map.of("node", name));
  }

  private static TreeMap<String, String> labels(String kind, Map<String, String> identity) {
    TreeMap<String, String> labels = new TreeMap<>(identity);
    labels.put("alertname", "A");
    labels.put("aionyx_remediate", "true");
    labels.put("cluster", "c");
    labels.put("entity_kind", kind);
    labels.put("failure_mode", "oom");
    labels.put("horizon", "2h");
    return labels;
  }

  void predict(Map<String, String> labels) {
    Alert alert = new Alert(true, new TreeMap<>(labels), Map.of(), now, false);
    Episode episode =
        new Episode(
            alert.fingerprint(),
            now,
            Target.of(labels, Target.KINDS),
            "oom",
            "2h",
            Duration.ofHours(2),
            "A",
            false);
    metrics.predict(episode, new Prediction("m", 0.9, 0.8, 0.95, now.plus(Duration.ofHours(3))));
  }

  String notification(String status, Map<String, String> labels) {
    ObjectNode body = Json.object().put("version", "4");
    ObjectNode alert = body.putArray("alerts").addObject().put("status", status);
    alert.put("startsAt", "2026-01-01T00:00:00Z");
    alert.set("labels", Json.MAPPER.valueToTree(labels));
    return Json.write(body);
  }

  /** A true prediction and its alert, taken in. */
  void fire(Map<String, String> labels) {
    predict(labels);
    int status =
        post("/api/v1/alertmanager", "sender-token", notification("firing", labels)).statusCode();
    if (status != 202) {
      throw new AssertionError("the webhook answered " + status);
    }
    turn();
  }

  HttpResponse<String> post(String path, String token, String body) {
    return post(path, token, body, Map.of("Content-Type", "application/json"));
  }

  HttpResponse<String> post(String path, String token, String body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path, token);
    headers.forEach(request::header);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return send(request(path, "").GET());
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> decide(String token, String decision, JsonNode plan, String reason) {
    return post(
        "/api/v1/approvals",
        token,
        Json.write(
            Json.object()
                .put("id", plan.path("id").asText())
                .put("plan", plan.path("plan").asText())
                .put("decision", decision)
                .put("reason", reason)));
  }

  /** Does everything that is due now. */
  void turn() {
    while (bridge.intake().drain() > 0) {}
    for (Remediation r : bridge.ledger().due(now, 100)) {
      Optional<Remediation> due = bridge.ledger().find(r.id());
      while (due.filter(d -> !d.phase().isFinal() && !d.nextAt().isAfter(now)).isPresent()) {
        due = Optional.of(bridge.engine().advance(due.get()));
      }
    }
  }

  /** Lets time go by in steps, doing what falls due; longer times in longer steps. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(time.toMinutes() > 30 ? 30 : 5);
      turn();
    }
  }

  JsonNode newest() {
    return Json.read(get("/api/v1/history?limit=1").body(), JsonNode.class).path("data").path(0);
  }

  String phase() {
    return newest().path("phase").asText();
  }

  /** Fires, and has alice agree to the plan. */
  void approve(Map<String, String> labels) {
    fire(labels);
    decide("alice-token", "approve", newest(), "go");
    turn();
  }

  List<String> audit(String kind) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT body FROM audit WHERE body LIKE '%\"kind\":\"' || ? || '\"%' ORDER BY"
                    + " sequence",
                row -> row.getString(1), kind));
  }

  double metric(String series) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    bridge.close();
  }
}
