package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Snapshot read(String json) throws IOException {
    return PredictionsReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), NOW);
  }

  @Test
  void wholePrediction_isRead() throws IOException {
    Snapshot snapshot = read(Given.PREDICTIONS);

    assertThat(snapshot.evaluatedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(snapshot.predictions()).hasSize(3);
    assertThat(snapshot.predictions().getFirst())
        .isEqualTo(
            new Prediction(
                "pod",
                Map.of("cluster", "c", "namespace", "shop", "pod", "cart-1"),
                "2h",
                "oom",
                "m",
                0.83,
                0.74,
                0.9,
                Map.of("10", 600.0, "50", 1440.0, "90", 4000.0),
                List.of(
                    new Contribution(
                        "memory_headroom_slope_30m", "low", 0.7, Double.NaN, Double.NaN, ""),
                    new Contribution("other", "high", 0.3, Double.NaN, Double.NaN, "")),
                ""));
  }

  @Test
  void whatIsLeftOut_isUnknown() throws IOException {
    Prediction node = read(Given.PREDICTIONS).predictions().get(1);

    assertThat(node.lower()).isNaN();
    assertThat(node.failureMode()).isEqualTo("any");
    assertThat(node.etaSeconds("50")).isNaN();
    assertThat(node.contributions()).isEmpty();
  }

  @Test
  void answerWithoutWrapping_isRead() throws IOException {
    String bare = "{\"predictions\":[{\"labels\":{\"node\":\"n\"},\"probability\":1}]}";

    assertThat(read(bare).predictions()).hasSize(1);
    assertThat(read(bare).evaluatedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "7",
        "{\"data\":[1,{}]}",
        "{\"data\":{\"predictions\":{\"a\":1}}}",
        "{\"predictions\":[1,\"x\",[2],null,{},{\"labels\":{},\"probability\":1}]}",
        "{\"predictions\":[{\"labels\":[1],\"probability\":1}]}",
        "{\"predictions\":[{\"labels\":{\"node\":\"n\"},\"probability\":\"high\"}]}"
      })
  void strangeAnswers_holdNoPredictions(String json) throws IOException {
    assertThat(read(json).predictions()).isEmpty();
  }

  @Test
  void wrongTypes_countAsAbsent() throws IOException {
    Prediction odd =
        read("""
                {"evaluatedAt":"soon","predictions":[{"labels":{"node":"n","x":7},"probability":0.5,
                 "horizon":2,"lower":[0],"upper":{"a":{}},"etaSeconds":[1,[2]],
                 "contributions":{"a":1},"new":{"deep":[{}]}}]}""")
            .predictions()
            .getFirst();

    assertThat(odd.horizon()).isEmpty();
    assertThat(odd.upper()).isNaN();
    assertThat(odd.labels()).containsEntry("x", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"predictions\":[{\"labels\"", "<html>"})
  void brokenJson_isRefused(String json) throws IOException {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }

  @FuzzTest
  void anyBytes_areReadOrRefused(byte[] bytes) throws IOException {
    try {
      assertThat(PredictionsReader.read(new ByteArrayInputStream(bytes), NOW).predictions())
          .allMatch(prediction -> !Double.isNaN(prediction.probability()));
    } catch (IllegalArgumentException ignored) {
      // refused
    }
  }
}
