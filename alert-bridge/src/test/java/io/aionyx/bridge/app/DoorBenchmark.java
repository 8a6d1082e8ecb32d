package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Milliseconds from an alert to its 202 at a steady rate, and from an alert to its started action.
 * The bridge is the real one, with its file, its loop and its HTTP; sender and bridge share one
 * process. Cluster, Prometheus and Alertmanager are simulated and answer at once, so what they take
 * is not in the figures.
 *
 * <pre>DoorBenchmark [alerts a second] [seconds] [actions]</pre>
 */
final class DoorBenchmark implements AutoCloseable {

  private static final String CONFIG =
      """
      listen: 127.0.0.1:0
      alertmanager: {url: "http://simulated:9093"}
      storage: {path: unused}
      gates:
        modes: {default: autopilot}
        scope: {clusters: [c], namespaces: [shop]}
        prediction: {max_age: 1d}
        hold_out: 0
        storm: {targets: 100000}
        rate: {overall: 100000/1m, pod: 100000/1m}
        budget: {pod: {count: 10000, share: 1, min_healthy: 0}}
      """;

  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedMetrics metrics = new SimulatedMetrics();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Bridge bridge;

  private DoorBenchmark(Path home) {
    metrics.answer("sum(aionyx_tracked_entities", 100_000);
    metrics.answer("(time() - min(", 40);
    metrics.answer("max(aionyx_model_drift_score", 0.1);
    metrics.answer(
        "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"any\",outcome=\"t", 300);
    Peers peers =
        new Peers(
            cluster,
            Leadership.alone(),
            Optional.of(metrics),
            new SimulatedAlerts(),
            InstantSource.system(),
            () -> {});
    BridgeConfig config = BridgeConfig.read(YamlDoor.parse("bench", CONFIG, Map.of()));
    bridge = new Bridge(config, peers, Database.open(home)).start();
  }

  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    int actions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    try (DoorBenchmark bench = new DoorBenchmark(Files.createTempDirectory("door-benchmark"))) {
      bench.answers(rate, 15, "warm"); // until the JIT knows the way
      print(
          "202 at %d alerts/s for %d s".formatted(rate, seconds),
          bench.answers(rate, seconds, "p"));
      bench.starts(actions / 4, "early");
      print("alert to started action", bench.starts(actions, "act"));
    }
  }

  /** Each alert leaves at its own time, whatever became of the one before; latency is from then. */
  private List<Double> answers(int rate, int seconds, String prefix) throws Exception {
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long due = began + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      TreeMap<String, String> labels = pod(prefix + i);
      predict(labels);
      answers.add(
          http.sendAsync(webhook(labels), HttpResponse.BodyHandlers.ofString())
              .thenApply(answer -> millisSince(due, answer)));
    }
    List<Double> millis = new ArrayList<>();
    for (CompletableFuture<Double> answer : answers) {
      millis.add(answer.get(30, TimeUnit.SECONDS));
    }
    return millis;
  }

  private static double millisSince(long due, HttpResponse<String> answer) {
    if (answer.statusCode() != 202) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    return (System.nanoTime() - due) / 1e6;
  }

  /** One alert after the other, each for a pod of its own. */
  private List<Double> starts(int actions, String prefix) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < actions; i++) {
      String name = prefix + i;
      cluster.put(Resource.PODS, "shop", SimulatedCluster.pod(name, name, "n"));
      cluster.put(Resource.PODS, "shop", SimulatedCluster.pod(name + "-b", name, "n"));
      TreeMap<String, String> labels = pod(name);
      predict(labels);
      long sent = System.currentTimeMillis();
      http.send(webhook(labels), HttpResponse.BodyHandlers.ofString());
      millis.add((double) startOf(name).toEpochMilli() - sent);
    }
    return millis;
  }

  private Instant startOf(String pod) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Remediation> its =
          bridge.ledger().newest(20).stream()
              .filter(r -> r.target().name().equals(pod))
              .findFirst();
      if (its.isPresent() && its.get().actedAt() != null) {
        return its.get().actedAt();
      }
      if (its.isPresent() && its.get().phase().isFinal()) {
        throw new IllegalStateException(its.get().phase() + ": " + its.get().reason());
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new IllegalStateException("never started: " + pod);
  }

  private static TreeMap<String, String> pod(String name) {
    return new TreeMap<>(
        Map.of(
            "alertname", "AionyxFailurePredicted",
            "severity", "warning",
            "aionyx_mode", "advise",
            "aionyx_remediate", "true",
            "cluster", "c",
            "entity_kind", "pod",
            "namespace", "shop",
            "pod", name,
            "failure_mode", "any",
            "horizon", "2h"));
  }

  private void predict(TreeMap<String, String> labels) {
    Instant now = Instant.now();
    Alert alert = new Alert(true, labels, Map.of(), now, false);
    Episode episode =
        new Episode(
            alert.fingerprint(),
            now,
            Target.of(labels, Target.KINDS),
            "any",
            "2h",
            Duration.ofHours(2),
            "AionyxFailurePredicted",
            false);
    metrics.predict(episode, new Prediction("m", 0.9, 0.8, 0.95, now));
  }

  /** As Alertmanager sends it, with the annotations of the shipped rule. */
  private HttpRequest webhook(TreeMap<String, String> labels) {
    ObjectNode body = Json.object().put("version", "4").put("status", "firing");
    ObjectNode alert = body.putArray("alerts").addObject().put("status", "firing");
    alert.put("startsAt", Instant.now().toString()).put("endsAt", "0001-01-01T00:00:00Z");
    alert.set("labels", Json.MAPPER.valueToTree(labels));
    alert
        .putObject("annotations")
        .put("summary", "A failure is predicted within two hours.")
        .put("description", "pod shop/cart is predicted to fail within 2h".repeat(4))
        .put("reasons", "memory_headroom_slope_30m too low (61%), age_hours too high (12%)");
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + bridge.port() + "/api/v1/alertmanager"))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(20))
        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
        .build();
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: n %d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        what,
        millis.size(),
        at(millis, 0.5),
        at(millis, 0.95),
        at(millis, 0.99),
        millis.getLast());
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Override
  public void close() {
    bridge.close();
    http.close();
  }
}
