package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.app.peers.Await;
import io.aionyx.app.peers.ImpatientRules;
import io.aionyx.app.peers.LeakingPod;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.ServingPredictor;
import io.aionyx.app.peers.TextExporter;
import io.aionyx.app.peers.WebhookStub;
import io.aionyx.app.stack.PromQl;
import io.aionyx.app.stack.Server;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.stack.StackPlan;
import io.aionyx.app.stack.StackPlan.WriteVersion;
import io.aionyx.app.stack.Tool;
import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole loop with real parts: node_exporter and a leaking pod, scraped by Prometheus, sent to
 * the predictor, predictions written back, rules evaluated, Alertmanager's webhook called.
 *
 * <p>A leak takes hours, a test may not. All but its last forty minutes reach the predictor at
 * once, in order and through the same door: Prometheus itself never forwards samples from before
 * its start, whatever their explicit timestamps. From there on Prometheus scrapes the story as it
 * goes on, so an alert within the test's limit is one more than half an hour ahead.
 */
class EndToEndIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LEAK = Duration.ofHours(4);
  private static final Duration LEFT = Duration.ofMinutes(40);
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final String WARNING = "scalar(aionyx:failure_warning:threshold)";
  private static final Map<String, String> ALERT =
      Map.of("alertname", "AionyxFailurePredicted", "pod", LeakingPod.LEAKING);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(WriteVersion.class)
  void leak_isPredictedExplainedAlertedAndResolved(WriteVersion version) throws Exception {
    Path prometheus = Peers.prometheusThatSends(version);
    Path exporter = Peers.require(Tool.NODE_EXPORTER);
    Peers.require(Tool.ALERTMANAGER);
    Instant start = Instant.now().minus(LEAK).plus(LEFT);
    LeakingPod pods = new LeakingPod(start, LEAK);
    AtomicBoolean gone = new AtomicBoolean();

    try (WebhookStub webhook = new WebhookStub();
        TextExporter leak =
            new TextExporter(() -> gone.get() ? "" : pods.exposition(Instant.now()));
        Server node = nodeExporter(exporter);
        Stack stack = Stack.start(prometheus, Peers.toolbox(), plan(version, webhook, leak, node));
        Server predictor = ServingPredictor.start(directory, configuration(stack));
        PromQl promQl = new PromQl(stack.prometheus().url())) {
      sendHistory(predictor, pods, start, leak.authority());
      stack.connect(predictor.url());

      assertPredicted(promQl);
      assertExplained(promQl);
      assertWatched(promQl);
      assertAlerted(webhook);

      gone.set(true);
      Await.until("resolved", LIMIT, () -> webhook.latest("resolved", ALERT));
      assertThat(promQl.query("aionyx_failure_probability{pod=\"" + LeakingPod.LEAKING + "\"}"))
          .isEmpty();
    }
  }

  private static void assertPredicted(PromQl promQl) {
    Await.until(
        "probabilities of the pod and of the node",
        LIMIT,
        () -> one(promQl, "count(count by (entity_kind) (aionyx_failure_probability)) >= 2"));
    String leaking = "{pod=\"" + LeakingPod.LEAKING + "\",horizon=\"2h\"}";
    Await.until(
        "a sure prediction",
        LIMIT,
        () -> one(promQl, "max(aionyx_failure_probability_lower" + leaking + ") > " + WARNING));
    double lower = value(promQl, "max(aionyx_failure_probability_lower" + leaking + ")");
    double probability = value(promQl, "max(aionyx_failure_probability" + leaking + ")");
    double upper = value(promQl, "max(aionyx_failure_probability_upper" + leaking + ")");
    assertThat(probability).isBetween(lower, upper);
    assertThat(
            promQl.query(
                "aionyx_failure_probability_lower{pod=\""
                    + LeakingPod.HEALTHY
                    + "\",horizon=\"2h\"} > "
                    + WARNING))
        .isEmpty();
    assertThat(value(promQl, "min(aionyx_failure_eta_seconds{pod=\"" + LeakingPod.LEAKING + "\"})"))
        .isPositive();
  }

  private static void assertExplained(PromQl promQl) {
    List<PromQl.Row> sums =
        promQl.query(
            "sum by (entity_kind, namespace, pod, node, workload, horizon)"
                + " (aionyx_failure_contribution_ratio)");
    assertThat(sums)
        .isNotEmpty()
        .allSatisfy(sum -> assertThat(sum.value()).isCloseTo(1, within(1e-6)));
    assertThat(
            promQl.query(
                "topk(1, aionyx_failure_contribution_ratio{pod=\""
                    + LeakingPod.LEAKING
                    + "\",horizon=\"2h\",feature!=\"other\"})"))
        .singleElement()
        .satisfies(reason -> assertThat(reason.label("feature")).contains("memory"));
  }

  /** The watcher's own metrics are scraped, and none of its alerts fires. */
  private static void assertWatched(PromQl promQl) {
    Await.until("scrape", LIMIT, () -> one(promQl, "aionyx_score_staleness_seconds"));
    assertThat(value(promQl, "sum(aionyx_ingested_samples_total)")).isPositive();
    assertThat(value(promQl, "sum(aionyx_remote_write_sent_samples_total{result=\"success\"})"))
        .isPositive();
    assertThat(value(promQl, "sum(aionyx_remote_write_sent_samples_total{result=\"failed\"})"))
        .isZero();
  }

  private static void assertAlerted(WebhookStub webhook) {
    WebhookStub.Alert alert =
        Await.until("alert", LIMIT, () -> webhook.latest("firing", with(ALERT, "horizon", "2h")));
    assertThat(alert.labels())
        .containsEntry("severity", "warning")
        .containsEntry("entity_kind", "pod")
        .containsEntry("namespace", "shop")
        .containsEntry("aionyx_mode", "advise")
        .containsEntry("aionyx_remediate", "true")
        .containsKey("failure_mode")
        .doesNotContainKeys("model", "job", "instance", "probability");
    assertThat(Double.parseDouble(alert.annotations().getOrDefault("probability", "")))
        .isBetween(0.1, 1.0);
    assertThat(alert.annotations().get("reasons")).contains("memory").contains("%");
    assertThat(alert.annotations().get("time_to_failure")).matches("(\\d+[dhms] ?)+(\\d+ms)?");
    assertThat(alert.annotations().get("description")).contains("shop/" + LeakingPod.LEAKING);
    assertThat(webhook.latest("firing", Map.of("pod", LeakingPod.HEALTHY))).isEmpty();
  }

  private static void sendHistory(Server predictor, LeakingPod pods, Instant start, String instance)
      throws IOException, InterruptedException {
    URI door = predictor.url("/api/v1/write");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Instant at = start; at.isBefore(Instant.now()); at = at.plus(SCRAPE)) {
        HttpRequest request =
            HttpRequest.newBuilder(door)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        pods.request(RemoteWrite.V1, at, "leak", instance)))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
      }
    }
  }

  private static Server nodeExporter(Path program) {
    return Server.start(
        port -> List.of(program.toString(), "--web.listen-address=127.0.0.1:" + port),
        "/metrics",
        Path.of("target/node-exporter.log"));
  }

  private StackPlan plan(
      WriteVersion version, WebhookStub webhook, TextExporter leak, Server node) {
    return new StackPlan(
        directory,
        ImpatientRules.writeTo(directory.resolve("rules")),
        Duration.ofSeconds(1),
        Optional.of(webhook.url()),
        Map.of("leak", leak.authority(), "node", node.url().getAuthority()),
        version);
  }

  private static String configuration(Stack stack) {
    return """
    clock: event
    evaluation_interval: 5s
    remote_write:
      - url: %s
    publish: {contributions_above: 0.01}
    """
        .formatted(stack.writeUrl());
  }

  private static Optional<PromQl.Row> one(PromQl promQl, String expression) {
    return promQl.query(expression).stream().findFirst();
  }

  private static double value(PromQl promQl, String expression) {
    return one(promQl, expression)
        .orElseThrow(() -> new AssertionError("no answer: " + expression))
        .value();
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(name, value);
    return all;
  }
}
