package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One story from prediction to proof, by the real bridge over real HTTP. Only the cluster, the
 * Prometheus and the Alertmanager around it are simulated, and the story says so.
 */
@Command(
    name = "demo",
    description = "Tell one remediation from prediction to audit, on a simulated cluster.",
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

  private static final String PLAYBOOK =
      """
      playbooks:
        - name: demo-memory
          match: {entity_kind: pod, failure_mode: oom}
          actions:
            - action: evict-pod
              settle: 1s
              within: 1m
              verification:
                - {name: the prediction fell, query: 'absent(aionyx_failure_probability_lower{pod="{{pod}}"} >= 0.5)'}
      """;

  @Option(names = "--keep", description = "Keep serving the page afterwards, until interrupted")
  private boolean keep;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedMetrics metrics = new SimulatedMetrics();
  private final SimulatedAlerts alerts = new SimulatedAlerts();
  private final Instant startsAt = Instant.now();

  @Override
  public Integer call() throws Exception {
    quieten();
    Path home = Files.createTempDirectory("aionyx-bridge-demo");
    title("AIONYX alert-bridge: one remediation, from prediction to proof");
    say(
        "The bridge is the real one. Cluster, Prometheus and Alertmanager around it are simulated.");
    for (int i = 0; i < 3; i++) {
      cluster.put(Resource.PODS, "shop", SimulatedCluster.pod("cart-" + i, "cart", "node-" + i));
    }
    Path data = home.resolve("data");
    advise(home, data);
    act(home, data);
    return prove(data);
  }

  /** The story is what is to be read here; warnings still show. */
  private static void quieten() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(ch.qos.logback.classic.Level.WARN);
    }
  }

  private void advise(Path home, Path data) throws Exception {
    step(1, "A failure is predicted");
    metrics.predict(episode(), prediction());
    say(
        "Prometheus holds aionyx_failure_probability_lower{pod=\"cart-1\",failure_mode=\"oom\","
            + "horizon=\"2h\"} = 0.83");
    step(2, "Alertmanager calls the webhook; out of the box the bridge only advises");
    try (Bridge bridge = bridge(home, data, "advise").start()) {
      ApiOptions api = api(bridge, home);
      fire(bridge, startsAt.minusSeconds(60));
      show(await(api, r -> r.path("phase").asText().equals("advised")));
    }
    say("Nothing was changed: " + cluster.writes().size() + " writes to the cluster.");
  }

  private void act(Path home, Path data) throws Exception {
    step(3, "The team trusts it more: mode approve for namespace shop; the alert fires again");
    try (Bridge bridge = bridge(home, data, "approve").start()) {
      ApiOptions api = api(bridge, home);
      fire(bridge, startsAt);
      JsonNode waiting = await(api, r -> r.path("phase").asText().equals("awaiting_approval"));
      show(waiting);
      gates(waiting);
      step(4, "alice reads the plan and approves it");
      api.post(
          "/api/v1/approvals",
          Json.object()
              .put("id", waiting.path("id").asText())
              .put("plan", waiting.path("plan").asText())
              .put("decision", "approve")
              .put("reason", "memory climbs since the last release, a restart buys the night"));
      JsonNode acting = await(api, r -> !r.path("acted_at").isNull());
      say("started at " + acting.path("acted_at").asText());
      step(5, "The action, and what the cluster says");
      metrics.forget(episode());
      cluster.writes().forEach(write -> say("cluster: " + write));
      JsonNode end = await(api, r -> r.path("phase").asText().equals("succeeded"));
      show(end);
      gates(end);
      if (keep) {
        say("page: http://127.0.0.1:" + bridge.port() + "/  (interrupt to end)");
        Thread.currentThread().join();
      }
    }
  }

  private int prove(Path data) {
    step(6, "The proof");
    try (Database database = Database.openExisting(data)) {
      AuditVerifier.Report report = AuditVerifier.verify(database, List.of());
      say(
          "audit verify: "
              + (report.valid() ? "valid" : report.problems())
              + ", "
              + report.records()
              + " chained records, head "
              + report.head().sha256());
      say("Prometheus scrapes that head as aionyx_audit_head_info and so becomes its witness.");
      return report.valid() ? 0 : 1;
    }
  }

  private Bridge bridge(Path home, Path data, String mode) throws IOException {
    Path token = Files.writeString(home.resolve("alice.token"), "alice-demo-token");
    Path playbook = Files.writeString(home.resolve("demo.yaml"), PLAYBOOK);
    String yaml =
        """
        listen: 127.0.0.1:0
        alertmanager: {url: "http://simulated:9093"}
        storage: {path: "%s"}
        people: [{name: alice, token_file: "%s"}]
        playbooks: {files: ["%s"]}
        gates:
          modes: {default: %s}
          scope: {clusters: [demo], namespaces: [shop]}
        """
            .formatted(data, token, playbook, mode);
    BridgeConfig config = BridgeConfig.read(YamlDoor.parse("demo", yaml, Map.of()));
    metrics.answer("sum(aionyx_tracked_entities", 40);
    Peers peers =
        new Peers(
            cluster,
            Leadership.alone(),
            Optional.of(metrics),
            alerts,
            InstantSource.system(),
            () -> {});
    return new Bridge(config, peers, Database.open(data));
  }

  private static ApiOptions api(Bridge bridge, Path home) {
    ApiOptions api = new ApiOptions();
    api.url = "http://127.0.0.1:" + bridge.port();
    api.tokenFile = home.resolve("alice.token");
    return api;
  }

  private static TreeMap<String, String> labels() {
    return new TreeMap<>(
        Map.of(
            "alertname", "AionyxPodFailurePredicted",
            "severity", "warning",
            "cluster", "demo",
            "entity_kind", "pod",
            "namespace", "shop",
            "pod", "cart-1",
            "failure_mode", "oom",
            "horizon", "2h",
            "aionyx_remediate", "true"));
  }

  private Episode episode() {
    Alert alert = new Alert(true, labels(), Map.of(), startsAt, false);
    return new Episode(
        alert.fingerprint(),
        startsAt,
        Target.of(labels(), Target.KINDS),
        "oom",
        "2h",
        Durations.parse("2h"),
        "AionyxPodFailurePredicted",
        false);
  }

  private static Prediction prediction() {
    return new Prediction("pod-oom-2h", 0.91, 0.83, 0.96, Instant.now());
  }

  private void fire(Bridge bridge, Instant at) {
    metrics.predict(episode(), prediction());
    ObjectNode alert = Json.object().put("status", "firing").put("startsAt", at.toString());
    alert.set("labels", Json.MAPPER.valueToTree(labels()));
    alert.putObject("annotations").put("why", "memory_headroom_slope_30m 61 %");
    ObjectNode body = Json.object().put("version", "4");
    body.putArray("alerts").add(alert);
    ApiOptions sender = new ApiOptions();
    sender.url = "http://127.0.0.1:" + bridge.port();
    sender.post("/api/v1/alertmanager", body);
  }

  /** Polls the history as a person's tool would, for at most half a minute. */
  private static JsonNode await(ApiOptions api, Predicate<JsonNode> wanted)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      JsonNode newest = api.get("/api/v1/history?limit=1").path(0);
      if (wanted.test(newest)) {
        return newest;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the story did not go on: " + api.get("/api/v1/history"));
  }

  private void show(JsonNode r) {
    say(
        "bridge: @|bold "
            + r.path("phase").asText().replace('_', ' ')
            + "|@  "
            + r.path("action").asText()
            + " on shop/cart-1 - "
            + r.path("reason").asText());
  }

  private void gates(JsonNode r) {
    for (JsonNode g : r.path("gates")) {
      String verdict = g.path("verdict").asText();
      String mark = verdict.equals("allowed") ? "@|green ✓|@" : "@|yellow ?|@";
      say(String.format("  %s %-13s %s", mark, g.path("gate").asText(), g.path("reason").asText()));
    }
  }

  private void title(String text) {
    say("@|bold " + text + "|@");
  }

  private void step(int number, String text) {
    say("");
    say("@|bold,cyan " + number + ".|@ @|bold " + text + "|@");
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Ansi.AUTO.string("   " + text));
    out.flush();
  }
}
