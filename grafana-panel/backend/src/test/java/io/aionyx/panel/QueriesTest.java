package io.aionyx.panel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.frame.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueriesTest {
  private StubUpstream upstream;
  private Queries queries;

  @BeforeEach
  void start() throws Exception {
    upstream = StubUpstream.start().json("/api/v1/predictions", Given.PREDICTIONS);
    UpstreamClient client = new UpstreamClient(new UpstreamMetrics());
    queries = new Queries(new Snapshots(client, () -> Instant.EPOCH), client);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private Map<String, List<?>> ask(String type, Map<String, Object> model) {
    List<Frame> frames = queries.query(Given.editor(upstream), Given.query(type, model));
    assertThat(frames).hasSize(1);
    return Given.columns(frames.getFirst());
  }

  @Test
  void predictions_areTheSeriesAsColumns_mostProbableFirst() {
    Map<String, List<?>> columns = ask("predictions", Map.of());

    assertThat(columns.keySet())
        .containsExactly(
            "Time",
            "entity_kind",
            "cluster",
            "namespace",
            "node",
            "pod",
            "horizon",
            "failure_mode",
            "model",
            "aionyx_failure_probability",
            "aionyx_failure_probability_lower",
            "aionyx_failure_probability_upper",
            "aionyx_failure_eta_seconds@10",
            "aionyx_failure_eta_seconds@50",
            "aionyx_failure_eta_seconds@90");
    assertThat(columns.get("aionyx_failure_probability")).isEqualTo(List.of(0.83, 0.6, 0.2));
    assertThat(columns.get("aionyx_failure_probability_lower"))
        .isEqualTo(Arrays.asList(0.74, 0.5, null));
    assertThat(columns.get("aionyx_failure_eta_seconds@50"))
        .isEqualTo(Arrays.asList(1440.0, null, null));
    assertThat(columns.get("node")).isEqualTo(List.of("", "n2", "n1"));
  }

  @Test
  void filters_narrowTheTable() {
    assertThat(ask("", Map.of("entityKind", "node")).get("node")).isEqualTo(List.of("n2", "n1"));
    assertThat(ask("", Map.of("horizon", "30m")).get("node")).isEqualTo(List.of("n2"));
    assertThat(ask("", Map.of("minProbability", 0.7)).get("pod")).isEqualTo(List.of("cart-1"));
    assertThat(ask("", Map.of("limit", 1)).get("pod")).isEqualTo(List.of("cart-1"));
    assertThat(ask("", Map.of("cluster", "none")).get("Time")).isEmpty();
  }

  @Test
  void impossibleFilters_areNamed() {
    assertThatThrownBy(() -> ask("", Map.of("minProbability", 7)))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("[0, 1]: was 7");
    assertThatThrownBy(() -> ask("", Map.of("limit", "many")))
        .hasMessageContaining("limit must be a number");
  }

  @Test
  void explanation_isRankedAndAskedForSafely() {
    upstream.json(
        "/api/v1/explanations/pod/shop/cart 1",
        """
        {"status":"success","data":{"explanations":[
          {"horizon":"30m","contributions":[]},
          {"horizon":"2h","contributions":[
            {"feature":"a","direction":"low","share":0.3,"value":5,"usual":9,"unit":"bytes"},
            {"feature":"b","direction":"high","share":0.7}]}]}}""");

    Map<String, List<?>> columns =
        ask("explanation", Map.of("entityKind", "pod", "entity", "shop/cart 1"));

    assertThat(columns.get("feature")).isEqualTo(List.of("b", "a"));
    assertThat(columns.get("value")).isEqualTo(Arrays.asList(null, 5.0));
    assertThat(upstream.asked().getFirst().target())
        .isEqualTo("/api/v1/explanations/pod/shop/cart%201");
  }

  @Test
  void explanation_withoutEntity_isABadRequest() {
    assertThatThrownBy(() -> ask("explanation", Map.of("entityKind", "pod")))
        .hasMessageContaining("needs entity");
    assertThatThrownBy(
            () -> ask("explanation", Map.of("entityKind", "pod", "entity", "../../-/reload")))
        .hasMessageContaining("dotted");
  }

  @Test
  void annotations_areLikelyFailuresAndActions() {
    upstream.json(
        "/api/v1/history",
        """
        {"data":[{"id":"7","time":"2023-11-14T22:00:00Z","action":"restart","entity":{"namespace":"shop","pod":"cart-1"},
                  "result":"succeeded","reason":"helped"},
                 {"id":"8","action":"no time"}]}""");

    Map<String, List<?>> columns = ask("annotations", Map.of());

    assertThat(columns.get("title"))
        .isEqualTo(
            List.of("pod cart-1 is likely to fail", "node n2 is likely to fail", "restart cart-1"));
    assertThat(columns.get("timeEnd"))
        .isEqualTo(Arrays.asList(1_700_001_440_000L, 1_700_001_800_000L, null));
    assertThat(requireNonNull(columns.get("text")).getFirst())
        .isEqualTo(
            """
            P = 0.83 (0.74 to 0.90) within 2h
            memory_headroom_slope_30m is too low: 70 %
            other is too high: 30 %""");
    assertThat(columns.get("tags"))
        .isEqualTo(
            List.of(
                "aionyx,predicted,pod,oom",
                "aionyx,predicted,node,any",
                "aionyx,action,succeeded"));
  }

  @Test
  void unknownType_listsTheKnown() {
    assertThatThrownBy(() -> ask("other", Map.of()))
        .hasMessageContaining("predictions, explanation or annotations: was other");
  }
}
