package io.aionyx.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.core.Models;
import io.aionyx.core.model.ModelRefusedException;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.ConfigReader;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.wire.RemoteWrite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PredictorTest {
  private static final long START = 1_700_000_010_000L;

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // every test starts its own
  private Predictor predictor;

  @AfterEach
  void stop() {
    if (predictor != null) {
      predictor.close();
    }
    http.close();
  }

  private static Config config(String more) {
    return new ConfigReader(Map.of())
        .read(YamlDocument.parse("test", "listen: 127.0.0.1:0\nclock: event\n" + more));
  }

  private void start(String more) {
    Config config = config(more);
    predictor = Predictor.start(config, () -> config, InstantSource.system(), _ -> Echo.models());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(predictor.url().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(predictor.url().resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path).body());
  }

  /** Scrapes until a pod has been watched long enough to alarm. */
  private static final int HALF_AN_HOUR = 65;

  /** Scrapes of one pod at 90 % of its memory and one at 10 %, half a minute apart. */
  private void write(int scrapes) throws Exception {
    var encoder = RemoteWrite.V1.newEncoder();
    for (int i = 0; i < scrapes; i++) {
      for (String pod : List.of("cart", "<b>mail")) {
        double used = pod.equals("cart") ? 90 : 10;
        series(encoder, "container_memory_working_set_bytes", pod, i, used);
        series(encoder, "kube_pod_container_resource_limits", pod, i, 100);
      }
    }
    send(encoder);
  }

  private void send(io.aionyx.wire.WriteEncoder encoder) throws Exception {
    var response =
        http.send(
            HttpRequest.newBuilder(predictor.url().resolve("/api/v1/write"))
                .header("Content-Type", RemoteWrite.V1.contentType())
                .header("Content-Encoding", "snappy")
                .POST(HttpRequest.BodyPublishers.ofByteArray(encoder.toSnappy()))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  private static void series(
      io.aionyx.wire.WriteEncoder encoder, String name, String pod, int scrape, double value) {
    encoder
        .startSeries()
        .label("__name__", name)
        .label("container", "app")
        .label("namespace", "shop")
        .label("pod", pod);
    if (name.endsWith("reason")) {
      encoder.label("reason", "OOMKilled");
    }
    if (name.endsWith("limits")) {
      encoder.label("resource", "memory");
    }
    encoder.sample(START + scrape * 30_000L, value).endSeries();
  }

  @Test
  void failure_toldOverTheDoor_resolvesTheOpenEpisode() throws Exception {
    start("");
    write(HALF_AN_HOUR);
    var encoder = RemoteWrite.V1.newEncoder();
    for (int i = 0; i < 8; i++) {
      int scrape = HALF_AN_HOUR + i;
      double killed = i < 3 ? 0 : 1;
      series(encoder, "kube_pod_container_status_restarts_total", "cart", scrape, killed);
      series(encoder, "kube_pod_container_status_last_terminated_reason", "cart", scrape, killed);
      series(encoder, "container_memory_working_set_bytes", "cart", scrape, 10);
    }
    assertThat(json("/api/v1/episodes").at("/data/open")).hasSize(2);
    send(encoder);
    assertThat(json("/api/v1/episodes").at("/data/resolved/0/outcome").asText())
        .isEqualTo("true_positive");
    assertThat(get("/metrics").body())
        .contains(
            "aionyx_predictions_resolved_total{failure_mode=\"any\",model=\"echo-2h\","
                + "outcome=\"true_positive\"} 1.0",
            "aionyx_prediction_lead_time_seconds_count{failure_mode=\"any\",model=\"echo-2h\"} 1");
  }

  @Test
  void write_halfAnHour_givesPredictionsOverHttp() throws Exception {
    start("");
    write(HALF_AN_HOUR);

    var data = json("/api/v1/predictions").at("/data");
    assertThat(data.at("/evaluatedAt").asLong() * 1000)
        .isEqualTo(START + (HALF_AN_HOUR - 2) * 30_000L);
    assertThat(data.at("/predictions")).hasSize(4);
    var first = data.at("/predictions/0");
    assertThat(first.at("/labels/pod").asText()).isEqualTo("cart");
    assertThat(first.at("/probability").asDouble()).isEqualTo(0.9f);
    assertThat(first.at("/etaSeconds/50").asInt()).isEqualTo(120);
    assertThat(first.at("/contributions/0/feature").asText()).isEqualTo("memory_limit_ratio_last");
    assertThat(json("/api/v1/predictions?horizon=2h&limit=1").at("/data/predictions")).hasSize(1);

    var explained = json("/api/v1/explanations/pod/shop/cart").at("/data");
    assertThat(explained.at("/predictions")).hasSize(2);
    assertThat(json("/api/v1/models").at("/data/models/0/name").asText()).isEqualTo("echo-30m");
  }

  @Test
  void answers_toMistakes_areShapedAsPrometheusShapesThem() throws Exception {
    start("");

    for (var expected :
        Map.of(
                "/api/v1/predictions?horizon=9h", 400,
                "/api/v1/predictions?limit=-1", 400,
                "/api/v1/explanations/pod/shop/none", 404,
                "/no/such", 404)
            .entrySet()) {
      var response = get(expected.getKey());
      assertThat(response.statusCode()).as(expected.getKey()).isEqualTo(expected.getValue());
      var error = new ObjectMapper().readTree(response.body());
      assertThat(error.at("/status").asText()).isEqualTo("error");
      assertThat(error.at("/errorType").asText()).isNotEmpty();
      assertThat(error.at("/error").asText()).isNotEmpty();
    }
    assertThat(post("/api/v1/predictions").statusCode()).isEqualTo(405);
  }

  @Test
  void page_showsWhoIsAtRiskAndTrustsNoLabel() throws Exception {
    start("");
    assertThat(get("/").body()).contains("Waiting for samples");
    write(HALF_AN_HOUR);

    var page = get("/");
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(page.body())
        .contains("shop/cart", "90 %", "in 2 min", "memory limit ratio last too high", "<svg")
        .contains("&lt;b&gt;mail")
        .doesNotContain("<b>mail", "http://", "https://");
  }

  @Test
  void metrics_haveTheNamesThatRulesReadThem() throws Exception {
    start("");
    write(HALF_AN_HOUR);
    get("/no/such/path/of/a/stranger");

    assertThat(get("/metrics").body())
        .contains("aionyx_score_staleness_seconds 30")
        .contains("aionyx_ingested_samples_total{protocol=\"1.0\"} " + 4 * HALF_AN_HOUR)
        .contains("aionyx_active_series{tier=\"memory\"} 4")
        .contains("aionyx_tracked_entities{entity_kind=\"pod\"} 2")
        .contains(
            "aionyx_predictions_total{failure_mode=\"any\",mode=\"advise\",model=\"echo-2h\"} 1")
        .contains("aionyx_remote_write_sent_samples_total{result=\"success\"} 0")
        .contains("aionyx_http_requests_total{code=\"204\",handler=\"/api/v1/write\"} 1")
        .contains("aionyx_model_info{")
        .contains("aionyx_build_info{")
        .contains("aionyx_config_last_reload_successful 1")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("stranger");
  }

  @Test
  void reload_badModels_keepsTheOldOnesAndSaysSo() throws Exception {
    Config config = config("");
    var answers = new java.util.ArrayDeque<Models>(List.of(Echo.models()));
    predictor =
        Predictor.start(
            config,
            () -> config("cluster: other\n"),
            InstantSource.system(),
            _ -> {
              if (answers.isEmpty()) {
                throw new ModelRefusedException("bundle pod-2h: wrong hash");
              }
              return answers.pop();
            });

    assertThat(post("/-/reload").statusCode()).isEqualTo(500);
    assertThat(get("/metrics").body()).contains("aionyx_config_last_reload_successful 0");
    assertThat(json("/api/v1/models").at("/data/models")).hasSize(2);

    answers.add(Echo.models());
    var reloaded = post("/-/reload");
    assertThat(reloaded.statusCode()).isEqualTo(200);
    assertThat(reloaded.body()).contains("cluster");
    assertThat(get("/metrics").body()).contains("aionyx_config_last_reload_successful 1");
    write(3);
    assertThat(json("/api/v1/predictions").at("/data/predictions")).hasSize(4);
  }

  @Test
  void auth_guardsEveryDoor(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("token"), "let-me-in");
    Path web = Files.writeString(folder.resolve("web.yml"), "bearer_token_files: [token]\n");
    start("web_config: " + web + "\n");

    for (String path : List.of("/", "/metrics", "/api/v1/predictions", "/-/healthy")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(post("/api/v1/write").statusCode()).isEqualTo(401);
    var admitted =
        http.send(
            HttpRequest.newBuilder(predictor.url().resolve("/-/healthy"))
                .header("Authorization", "Bearer let-me-in")
                .build(),
            BodyHandlers.ofString());
    assertThat(admitted.statusCode()).isEqualTo(200);
  }

  @Test
  void start_wrongThings_areNamed(@TempDir Path folder) throws Exception {
    Path signals = Files.writeString(folder.resolve("s.yaml"), "signals: {moon: {}}\n");
    assertThatThrownBy(() -> start("signals: " + signals + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("s.yaml", "moon");
    assertThatThrownBy(() -> start("web_config: " + folder.resolve("none.yml") + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yml");
  }

  @Test
  void limits_ofTheConfiguration_areThoseOfTheDoor() throws Exception {
    start("limits: {max_label_value_length: 4, retry_after: 7s}\n");
    var encoder = RemoteWrite.V1.newEncoder();
    series(encoder, "container_memory_working_set_bytes", "cart", 0, 1);
    series(encoder, "container_memory_working_set_bytes", "basket", 0, 1);
    var response =
        http.send(
            HttpRequest.newBuilder(predictor.url().resolve("/api/v1/write"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(encoder.toSnappy()))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("value_too_long", "6 bytes, at most 4", "1 sample refused");
    assertThat(get("/metrics").body()).contains("aionyx_active_series{tier=\"memory\"} 1");
  }

  @Test
  void restart_withStorage_answersWhatItAnsweredBefore(@TempDir Path folder) throws Exception {
    start("storage: {path: " + folder + "}\n");
    write(HALF_AN_HOUR);
    var before = json("/api/v1/predictions");
    predictor.close();

    start("storage: {path: " + folder + "}\n");
    assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    assertThat(json("/api/v1/predictions")).isEqualTo(before);
    assertThat(get("/metrics").body()).contains("aionyx_wal_recovered_entries 0");
  }

  @Test
  void close_again_isHarmless() throws Exception {
    start("");
    assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    URI url = predictor.url();
    predictor.close();
    predictor.close();

    assertThatThrownBy(
            () -> http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
        .isInstanceOf(java.io.IOException.class);
  }
}
