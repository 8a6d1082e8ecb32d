package io.aionyx.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.app.peers.Await;
import io.aionyx.app.peers.ImpatientRules;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.TextExporter;
import io.aionyx.app.peers.WebhookStub;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack and the shipped rules, with predictions played by an exporter. */
class StackIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String PREDICTED =
      """
      aionyx_failure_probability{entity_kind="pod",namespace="shop",pod="cart-0",\
      horizon="2h",failure_mode="oom",model="m"} 0.9
      aionyx_failure_probability_lower{entity_kind="pod",namespace="shop",pod="cart-0",\
      horizon="2h",failure_mode="oom",model="m"} 0.8
      """;

  @TempDir Path directory;

  @Test
  void shippedRules_alertOnAPredictionAndResolveWithIt() {
    Peers.require(Tool.PROMETHEUS);
    Peers.require(Tool.ALERTMANAGER);
    AtomicReference<String> exposition = new AtomicReference<>(PREDICTED);
    Map<String, String> cart = Map.of("alertname", "AionyxFailurePredicted", "pod", "cart-0");

    try (WebhookStub webhook = new WebhookStub();
        TextExporter predictions = new TextExporter(exposition::get);
        Stack stack = Stack.start(Peers.toolbox(), plan(webhook, predictions));
        PromQl promQl = new PromQl(stack.prometheus().url())) {
      WebhookStub.Alert firing = Await.until("firing", LIMIT, () -> webhook.latest("firing", cart));
      assertThat(firing.labels()).containsEntry("severity", "warning");
      assertThat(firing.annotations()).containsEntry("probability", "0.9000");
      assertThat(promQl.query("aionyx_failure_probability > 0.5"))
          .singleElement()
          .satisfies(row -> assertThat(row.value()).isEqualTo(0.9));

      exposition.set("");

      Await.until("resolved", LIMIT, () -> webhook.latest("resolved", cart));
    }
  }

  @Test
  void start_withAConfigurationThatIsRefused_saysWhy() {
    Peers.require(Tool.ALERTMANAGER);
    StackPlan plan =
        new StackPlan(
            directory,
            List.of(),
            Duration.ofSeconds(1),
            Optional.of(URI.create("ftp://nowhere")),
            Map.of(),
            StackPlan.WriteVersion.V1);

    assertThatThrownBy(() -> Stack.start(Peers.toolbox(), plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unsupported scheme");
  }

  private StackPlan plan(WebhookStub webhook, TextExporter predictions) {
    return new StackPlan(
        directory,
        ImpatientRules.writeTo(directory.resolve("rules")),
        Duration.ofSeconds(1),
        Optional.of(webhook.url()),
        Map.of("predictions", predictions.authority()),
        StackPlan.WriteVersion.V1);
  }
}
