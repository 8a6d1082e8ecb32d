package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.ImpatientRules;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.stack.StackPlan;
import io.aionyx.app.stack.Tool;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.WorldSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with a real Prometheus and Alertmanager, on a small world. */
class StackDemoIT {
  private static final WorldSpec SPEC =
      WorldSpec.of(11).withSize(4, 24).withDuration(Duration.ofHours(12)).withIncidents(60, 1);

  @TempDir Path directory;

  @Test
  void run_printsTheAnswersAndWhetherTheAlertFires() throws Exception {
    Peers.require(Tool.PROMETHEUS);
    Peers.require(Tool.ALERTMANAGER);
    var bytes = new ByteArrayOutputStream();
    var terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 120);
    Instant now = Instant.now();
    Imminent imminent = Imminent.at(now, SPEC);
    var demo = new StackDemo(imminent, now, "a test", Duration.ofSeconds(45), terminal);

    try (Stack stack = Stack.start(Peers.toolbox(), plan());
        Predictor predictor = Predictor.start(Demo.config(0, StackDemo.writesTo(stack)));
        AutoCloseable _ = demo.run(predictor, stack)) {
      String printed = bytes.toString(StandardCharsets.UTF_8);

      assertThat(printed)
          .contains("Prometheus     " + stack.prometheus().url())
          .contains("Alertmanager   " + stack.alertmanager().url())
          .containsPattern(
              "topk\\(3, aionyx_failure_probability\\{horizon=\"2h\"}\\)\n +[01]\\.\\d{3} +\\{")
          .containsAnyOf(
              "The alert for " + imminent.failure().entity() + " fires.",
              "No alert for " + imminent.failure().entity() + ": the lower bound for two hours is");
    }
  }

  private StackPlan plan() {
    return new StackPlan(
        directory,
        ImpatientRules.writeTo(directory.resolve("rules")),
        Duration.ofSeconds(1),
        Optional.empty(),
        Map.of(),
        StackPlan.WriteVersion.V1);
  }
}
