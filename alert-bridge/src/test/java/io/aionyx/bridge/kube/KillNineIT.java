package io.aionyx.bridge.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Ledger;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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

  /** Each state of the machine, and both sides of each write. */
  private enum Moment {
    IN_THE_QUEUE,
    RECEIVED,
    PLANNED,
    AWAITING_APPROVAL,
    DECIDED,
    APPROVED,
    BEFORE_THE_EVICTION_IS_DONE,
    AFTER_THE_EVICTION_IS_DONE,
    VERIFYING,
    BEFORE_IT_IS_TAKEN_BACK,
    AFTER_IT_IS_TAKEN_BACK;

    boolean takesBack() {
      return this == BEFORE_IT_IS_TAKEN_BACK || this == AFTER_IT_IS_TAKEN_BACK;
    }

    boolean asksAPerson() {
      return this == AWAITING_APPROVAL || this == DECIDED;
    }
  }

  private final MockApi api = MockApi.start();
  private final HttpCluster cluster = new HttpCluster(api.client, Duration.ofSeconds(20));
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<@Nullable Moment> armed = new AtomicReference<>();
  private final AtomicReference<Process> child = new AtomicReference<>();
  private final Map<String, Integer> evictions = new ConcurrentHashMap<>();
  private final Map<String, Integer> cordons = new ConcurrentHashMap<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final Set<Phase> killedIn = EnumSet.noneOf(Phase.class);
  private volatile String target = "";
  private String evicting = "";
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
    Files.writeString(home.resolve("alice"), "alice-secret");
    Files.writeString(
        home.resolve("kubeconfig"),
        "apiVersion: v1\n"
            + "kind: Config\n"
            + "current-context: c\n"
            + "contexts: [{name: c, context: {cluster: c, user: u}}]\n"
            + "users: [{name: u, user: {}}]\n"
            + "clusters: [{name: c, cluster: {server: \""
            + api.client.getMasterUrl()
            + "\"}}]\n");
    Files.writeString(home.resolve("playbooks.yaml"), PLAYBOOKS);
    String peer = "http://127.0.0.1:" + prometheus.getAddress().getPort();
    Files.writeString(home.resolve("bridge.yaml"), CONFIG.formatted(peer, peer, home));
    api.onEviction = this::eviction;
    api.onPatch = this::patch;
  }

  private static final String PLAYBOOKS =
      """
      playbooks:
        - name: kill
          match: {entity_kind: pod}
          actions: [{action: evict-pod, settle: 1s, within: 20s}]
        - name: kill-node
          match: {entity_kind: node}
          actions:
            - action: cordon-node
              settle: 100ms
              within: 100ms
              verification: [{name: never, query: never}]
      """;

  private static final String CONFIG =
      """
      listen: 127.0.0.1:0
      alertmanager: {url: "%1$s"}
      prometheus: {url: "%2$s"}
      storage: {path: "%3$s/data"}
      kubernetes: {enabled: true, kubeconfig: "%3$s/kubeconfig", leader_election: false}
      webhook: {token_files: ["%3$s/token"]}
      people: [{name: alice, token_file: "%3$s/alice"}]
      playbooks: {shipped: false, files: ["%3$s/playbooks.yaml"]}
      gates:
        modes: {default: autopilot, rules: [{failure_mode: grey_latency, mode: approve}]}
        scope: {clusters: [c], namespaces: [shop]}
        hold_out: 0
        approval: {actions: []}
        storm: {targets: 10000}
        rate: {overall: 1000/1m, pod: 1000/1m, node: 1000/1m}
        budget:
          pod: {count: 1000, share: 1, min_healthy: 0}
          node: {count: 1000, share: 1, min_healthy: 0}
        breaker: {minimum_outcomes: 1000, consecutive_failures: 1000}
      """;

  @AfterEach
  void stop() {
    kill();
    prometheus.stop(0);
    api.close();
  }

  /** What an earlier kill left open is carried on too; the blow waits for this cycle's own pod. */
  private synchronized void eviction(String when) {
    boolean before = when.equals("before");
    if (before) {
      evicting = api.requests.getLast().replaceAll(".*/pods/([^/]+)/eviction.*", "$1");
      evictions.merge(evicting, 1, Integer::sum);
    }
    if (evicting.equals(target)) {
      strike(before ? Moment.BEFORE_THE_EVICTION_IS_DONE : Moment.AFTER_THE_EVICTION_IS_DONE);
    }
  }

  private void patch(MockApi.Patch patch) {
    String node = patch.path().replaceAll(".*/", "");
    boolean before = patch.when().equals("before");
    boolean back = patch.body().contains("\"unschedulable\":false");
    if (!back && before) {
      cordons.merge(node, 1, Integer::sum);
    }
    if (back && node.equals(target)) {
      strike(before ? Moment.BEFORE_IT_IS_TAKEN_BACK : Moment.AFTER_IT_IS_TAKEN_BACK);
    }
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
    if (query.startsWith("timestamp(") && query.contains('"' + target + '"')) {
      switch (lookUps.incrementAndGet()) {
        case 1 -> strike(Moment.RECEIVED);
        case 2 -> strike(Moment.PLANNED);
        case 3 -> strike(Moment.APPROVED);
        default -> {}
      }
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
    if (query.startsWith("max(aionyx_model_drift_score")) {
      return "[" + series("", 0.1) + "]";
    }
    return query.contains("true_positive") || query.contains("tracked")
        ? "[" + series("", 500) + "]"
        : "[]";
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

  private boolean fire(Moment moment) {
    ObjectNode body = Json.object().put("version", "4");
    ObjectNode alert = body.putArray("alerts").addObject().put("status", "firing");
    alert.put("startsAt", Instant.now().toString());
    ObjectNode labels = alert.putObject("labels").put("alertname", "A");
    labels.put("aionyx_remediate", "true").put("cluster", "c").put("horizon", "2h");
    labels.put("failure_mode", moment.asksAPerson() ? "grey_latency" : "oom");
    if (moment.takesBack()) {
      labels.put("entity_kind", "node").put("node", target);
    } else {
      labels.put("entity_kind", "pod").put("namespace", "shop").put("pod", target);
    }
    return post("/api/v1/alertmanager", "secret", body) == 202;
  }

  /** The status, or 0 when the bridge was killed before it could answer: nothing was promised. */
  private int post(String path, String token, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void approveAllWaiting() throws Exception {
    for (JsonNode r : history()) {
      if (r.path("phase").asText().equals("awaiting_approval")) {
        ObjectNode body = Json.object().put("decision", "approve").put("reason", "test");
        body.put("id", r.path("id").asText()).put("plan", r.path("plan").asText());
        post("/api/v1/approvals", "alice-secret", body);
      }
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

  private void objects(int cycle) {
    for (String letter : List.of("a", "b")) {
      ObjectNode pod = SimulatedCluster.pod("p" + cycle + letter, "o" + cycle, "n");
      pod.put("apiVersion", "v1").put("kind", "Pod");
      cluster.create(Resource.PODS, "shop", pod, Commit.FOR_REAL);
    }
    node("n" + cycle);
  }

  private void node(String name) {
    ObjectNode node = SimulatedCluster.node(name);
    node.put("apiVersion", "v1").put("kind", "Node");
    cluster.create(Resource.NODES, "", node, Commit.FOR_REAL);
  }

  private static final int FIRST = Integer.getInteger("aionyx.kills.first", 0);

  @Test
  void killed_inEveryState_actsAtMostOnceAndLosesNothing() throws Exception {
    int cycles = Integer.getInteger("aionyx.kills", Moment.values().length);
    int promised = 0;
    node("spare");
    for (int cycle = 0; cycle < cycles; cycle++) {
      Moment moment = Moment.values()[(cycle + FIRST) % Moment.values().length];
      objects(cycle);
      target = moment.takesBack() ? "n" + cycle : "p" + cycle + "a";
      lookUps.set(0);
      armed.set(moment);
      launch();
      promised += fire(moment) ? 1 : 0;
      fell(moment);
    }
    armed.set(null);
    launch();
    Map<String, Integer> phases = awaitAllFinal(promised);
    kill();
    System.err.printf(
        "kills %d, in %s, promised %d, evictions %d, cordons %d, outcomes %s%n",
        cycles, killedIn, promised, evictions.size(), cordons.size(), phases);
    assertThat(evictions.values()).describedAs("no pod is evicted twice").allMatch(n -> n == 1);
    assertThat(cordons.values()).describedAs("no node is cordoned twice").allMatch(n -> n == 1);
    assertThat(cluster.list(Resource.NODES, "", "", ""))
        .describedAs("every node is given back")
        .noneMatch(n -> n.at("/spec/unschedulable").asBoolean());
    assertThat(phases.values().stream().mapToInt(Integer::intValue).sum())
        .describedAs("nothing promised is lost")
        .isGreaterThanOrEqualTo(promised);
    assertThat(phases.getOrDefault("succeeded", 0))
        .describedAs("what was done is found to have helped: %s", phases)
        .isEqualTo(evictions.size());
    assertThat(phases.getOrDefault("rolled_back", 0)).isGreaterThanOrEqualTo(cordons.size());
    if (cycles >= Moment.values().length) {
      assertThat(killedIn)
          .contains(
              Phase.RECEIVED,
              Phase.PLANNED,
              Phase.AWAITING_APPROVAL,
              Phase.APPROVED,
              Phase.RUNNING,
              Phase.VERIFYING,
              Phase.ROLLING_BACK);
    }
    try (Database database = Database.openExisting(home.resolve("data"))) {
      assertThat(AuditVerifier.verify(database, List.of()).problems()).isEmpty();
    }
  }

  /** The blow falls when the bridge comes to the moment; then its file tells where it stood. */
  private void fell(Moment moment) throws Exception {
    switch (moment) {
      case IN_THE_QUEUE -> strike(moment);
      case AWAITING_APPROVAL, VERIFYING -> {
        awaitPhase(moment.name().toLowerCase(Locale.ROOT));
        strike(moment);
      }
      case DECIDED -> {
        awaitPhase("awaiting_approval");
        approveAllWaiting();
        strike(moment);
      }
      default -> {}
    }
    if (!child.get().waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("never came to " + moment + ": " + history());
    }
    try (Database database = Database.openExisting(home.resolve("data"))) {
      new Ledger(database)
          .newest(1000).stream()
              .filter(r -> r.target().name().equals(target) && !r.phase().isFinal())
              .forEach(r -> killedIn.add(r.phase()));
    }
  }

  private void awaitPhase(String phase) throws Exception {
    for (int i = 0; i < 600; i++) {
      for (JsonNode r : history()) {
        if (r.path("phase").asText().equals(phase)
            && r.path("entity").toString().contains(target)) {
          return;
        }
      }
      child.get().waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("never came to " + phase + ": " + history());
  }

  private Map<String, Integer> awaitAllFinal(int promised) throws Exception {
    Map<String, Integer> phases = new HashMap<>();
    for (int i = 0; i < 240; i++) {
      approveAllWaiting();
      phases.clear();
      history().forEach(r -> phases.merge(r.path("phase").asText(), 1, Integer::sum));
      int done = phases.values().stream().mapToInt(Integer::intValue).sum();
      if (Collections.disjoint(phases.keySet(), OPEN) && done >= promised) {
        return phases;
      }
      child.get().waitFor(500, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("still open: " + phases);
  }

  private static final Set<String> OPEN =
      Arrays.stream(Phase.values())
          .filter(p -> !p.isFinal())
          .map(Phase::text)
          .collect(Collectors.toSet());
}
