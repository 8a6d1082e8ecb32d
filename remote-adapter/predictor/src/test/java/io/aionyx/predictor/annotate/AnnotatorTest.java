package io.aionyx.predictor.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.config.Config.Annotations;
import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.Secret;
import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Outcome;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.outcomes.Resolution;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for the three calls of Grafana's annotations API that are made. */
class AnnotatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NOW = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final Episode EPISODE =
      new Episode(
          "00c0ffee",
          Entity.pod("shop", "cart-<1>"),
          Horizon.H2,
          "any",
          "pod-failure-2h",
          "1",
          NOW,
          0.83);
  private static final Report OPEN = new Report(List.of(EPISODE), List.of(), List.of());

  private final Map<Long, ObjectNode> annotations = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private int status = 200;
  private HttpServer server;
  private Annotator annotator;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/grafana/api/annotations", this::answer);
    server.start();
    annotator = annotator();
  }

  @AfterEach
  void stop() {
    annotator.close();
    server.stop(0);
  }

  private Annotator annotator() {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/grafana/");
    var token = new Secret.FromEnvironment("TOKEN", Map.of("TOKEN", "s3cret"));
    return new Annotator(
        new Annotations(
            url, Duration.ofSeconds(5), new Authorization.Bearer(token), Map.of(), null),
        new PrometheusRegistry());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path =
          exchange.getRequestURI().getPath().replaceAll("^/grafana/api/annotations/?", "");
      boolean allowed =
          "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
      calls.add(exchange.getRequestMethod() + (path.isEmpty() ? "" : " " + path));
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      int code = allowed ? status : 401;
      byte[] bytes = new byte[0];
      if (code == 200) {
        switch (exchange.getRequestMethod()) {
          case "GET" -> bytes = JSON.writeValueAsBytes(tagged(exchange.getRequestURI()));
          case "POST" -> {
            long id = annotations.size() + 1L;
            annotations.put(id, ((ObjectNode) body).put("id", id));
            bytes =
                ("{\"message\":\"Annotation added\",\"id\":" + id + "}")
                    .getBytes(StandardCharsets.UTF_8);
          }
          default -> {
            long id = Long.parseLong(path);
            code = annotations.containsKey(id) ? 200 : 404;
            annotations.computeIfPresent(id, (key, old) -> ((ObjectNode) body).put("id", id));
            bytes = "{\"message\":\"Annotation patched\"}".getBytes(StandardCharsets.UTF_8);
          }
        }
      }
      exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private List<ObjectNode> tagged(URI request) {
    String query = URLDecoder.decode(request.getRawQuery(), StandardCharsets.UTF_8);
    String tag = query.replaceAll(".*tags=", "");
    return annotations.values().stream()
        .filter(each -> each.path("tags").toString().contains('"' + tag + '"'))
        .toList();
  }

  private static Report resolved(Outcome outcome, long minutes) {
    var resolution =
        new Resolution(
            EPISODE.entity(), "pod-failure-2h", "any", outcome, EPISODE, NOW + minutes * MINUTE);
    return new Report(List.of(), List.of(resolution), List.of());
  }

  private JsonNode only() {
    assertThat(annotations).hasSize(1);
    return annotations.values().iterator().next();
  }

  @Test
  void draw_ofAnOpenEpisode_reachesToTheEndOfItsHorizon() {
    annotator.draw(OPEN);

    assertThat(only().path("time").asLong()).isEqualTo(NOW);
    assertThat(only().path("timeEnd").asLong()).isEqualTo(NOW + 120 * MINUTE);
    assertThat(only().path("tags").toString())
        .contains(
            "\"aionyx\"", "\"outcome:open\"", "\"prediction:00c0ffee\"", "\"namespace:shop\"");
    assertThat(only().path("text").asText()).contains("cart-&lt;1&gt;", "within 2h", "0.83");
  }

  @Test
  void draw_ofTheSameAgain_asksNothing() {
    annotator.draw(OPEN);
    annotator.draw(OPEN);
    assertThat(calls).containsExactly("GET", "POST");
  }

  @Test
  void draw_onceResolved_endsTheRegionWhereItWasDecided() {
    annotator.draw(OPEN);
    annotator.draw(resolved(Outcome.TRUE_POSITIVE, 44));

    assertThat(calls).containsExactly("GET", "POST", "PATCH 1");
    assertThat(only().path("timeEnd").asLong()).isEqualTo(NOW + 44 * MINUTE);
    assertThat(only().path("tags").toString()).contains("outcome:true_positive");
    assertThat(only().path("text").asText()).contains("failed, announced 44 min before");
  }

  @Test
  void draw_byAPredictorStartedAgain_takesUpWhatIsThere() {
    annotator.draw(OPEN);
    try (Annotator second = annotator()) {
      second.draw(resolved(Outcome.FALSE_POSITIVE, 120));
    }
    assertThat(only().path("tags").toString()).contains("outcome:false_positive");
  }

  @Test
  void draw_whileGrafanaIsAway_isMadeUpForLater() {
    status = 503;
    annotator.draw(OPEN);
    assertThat(annotations).isEmpty();
    status = 200;
    annotator.draw(OPEN);
    assertThat(only().path("time").asLong()).isEqualTo(NOW);
  }

  @Test
  void draw_ofAnAnnotationSomebodyDeleted_leavesItDeleted() {
    annotator.draw(OPEN);
    annotations.clear();
    annotator.draw(resolved(Outcome.AVERTED, 30));
    annotator.draw(resolved(Outcome.AVERTED, 30));

    assertThat(annotations).isEmpty();
    assertThat(calls).containsExactly("GET", "POST", "PATCH 1");
  }

  @Test
  void close_letsWhatWasShownBeDrawn() {
    annotator.show(OPEN);
    annotator.close();
    assertThat(only().path("time").asLong()).isEqualTo(NOW);
  }
}
