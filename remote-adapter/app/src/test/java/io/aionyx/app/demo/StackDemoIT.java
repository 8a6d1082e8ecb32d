package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.BridgeCommand;
import io.aionyx.app.peers.ImpatientRules;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.stack.AlertBridge;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.stack.StackPlan;
import io.aionyx.app.stack.StackPlan.WriteVersion;
import io.aionyx.app.stack.Tool;
import io.aionyx.app.terminal.Terminal;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.random.Split;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo in a real stack with a real alert-bridge, and with rules that do not wait: what it
 * prints is what a user reads.
 */
class StackDemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void run_goesFromThePredictionToTheProofByRealServers() throws Exception {
    Peers.require(Tool.PROMETHEUS);
    Peers.require(Tool.ALERTMANAGER);
    List<String> program = BridgeCommand.require(directory);
    Instant now = Instant.now();
    Imminent imminent = Imminent.at(now, spec());
    var output = new ByteArrayOutputStream();
    var terminal = new Terminal(new PrintStream(output, true, StandardCharsets.UTF_8), false, 120);
    var demo = new StackDemo(imminent, now, "a cluster", PATIENCE, terminal);

    try (Stack stack = Stack.start(Peers.toolbox(), plan());
        Predictor predictor = Predictor.start(Demo.config(0, StackDemo.writesTo(stack)));
        AlertBridge bridge =
            AlertBridge.start(program, directory.resolve("bridge"), stack, demo.cluster());
        AutoCloseable _ = demo.run(predictor, stack, Optional.of(bridge))) {
      String node = imminent.failure().entity().toString();
      assertThat(output.toString(StandardCharsets.UTF_8))
          .contains("The alert for " + imminent.failure().entity() + " fires.")
          .containsPattern("topk\\(3, .*horizon=\"2h\"}\\)\n    [01]\\.\\d+ +\\{")
          .containsPattern("ALERTS\\{alertname=\"AionyxFailurePredicted\"}\n    1 ")
          .containsPattern("warning +.*\n +in about \\d+.*, because of .*%")
          .containsPattern(
              "aionyx_forecast\\{.*asked at \\d\\d:\\d\\d, 30 minutes from now\n"
                  + "    [01]\\.\\d+ +\\{")
          .contains("Alertmanager   http://127.0.0.1:")
          .containsPattern("awaiting approval +drain-node: approval: mode is approve")
          .containsPattern("✓ prediction +lower bound 0\\.\\d+ by node-failure-2h")
          .containsPattern("predicted +" + node + " fails within two hours .* at least \\d+ %")
          .containsPattern("alert +The alert for " + node + " fires")
          .containsPattern("advised +drain-node after \\d+ gates")
          .containsPattern("approved +by demo: ")
          .containsPattern("executed +the node is empty")
          .containsPattern("verified +the node is cordoned and empty")
          .containsPattern("audit +valid: \\d+ records, [1-9]\\d* witnessed heads, head ");
      assertThat(page(predictor))
          .contains("class=band", "class=now", "line s0 ahead", "runs out in");
    }
  }

  private static String page(Predictor predictor) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(predictor.url()).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static WorldSpec spec() {
    return WorldSpec.of(Split.TEST.seeds(5).skip(4).findFirst().orElseThrow())
        .withSize(10, 80)
        .withDuration(Duration.ofHours(8))
        .withIncidents(96, 2);
  }

  private StackPlan plan() {
    return new StackPlan(
        directory,
        ImpatientRules.writeTo(directory.resolve("rules")),
        Duration.ofSeconds(1),
        Optional.empty(),
        Map.of(),
        WriteVersion.V1);
  }
}
