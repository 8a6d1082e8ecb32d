package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.grafana.StreamHandler.Subscription;
import io.aionyx.grafana.StreamRequest;
import io.aionyx.grafana.frame.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskStreamTest {
  private static StreamRequest request(StubUpstream upstream, String path, String data) {
    return new StreamRequest(Given.editor(upstream), path, data.getBytes(UTF_8));
  }

  private static RiskStream stream() {
    return new RiskStream(
        new Snapshots(new UpstreamClient(new UpstreamMetrics()), () -> Instant.EPOCH));
  }

  @ParameterizedTest
  @CsvSource({"risk,OK", "other,NOT_FOUND"})
  void onlyRisk_isAChannel(String path, Subscription expected) throws Exception {
    try (StubUpstream upstream = StubUpstream.start()) {
      assertThat(stream().subscribe(request(upstream, path, ""))).isEqualTo(expected);
    }
  }

  @Test
  void evaluation_isSentOnceAndFiltered() throws Exception {
    try (StubUpstream upstream =
        StubUpstream.start().json("/api/v1/predictions", Given.PREDICTIONS)) {
      List<Frame> sent = new ArrayList<>();
      Thread channel =
          Thread.startVirtualThread(
              () -> {
                try {
                  stream()
                      .run(
                          request(upstream, "risk", "{\"entityKind\":\"node\"}"),
                          frame -> {
                            sent.add(frame);
                            Thread.currentThread().interrupt();
                          });
                } catch (InterruptedException ignored) {
                  // the last subscriber left
                }
              });
      channel.join();

      assertThat(sent).hasSize(1);
      assertThat(Given.columns(sent.getFirst()).get("node")).isEqualTo(List.of("n2", "n1"));
    }
  }
}
