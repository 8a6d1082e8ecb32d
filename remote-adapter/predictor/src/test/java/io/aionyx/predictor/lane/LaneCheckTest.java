package io.aionyx.predictor.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.Config.Forecasts;
import io.aionyx.predictor.config.Config.Server;
import io.aionyx.predictor.config.Secret;
import io.aionyx.predictor.lane.Finding.Verdict;
import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Boards;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stand-in for Prometheus' API; the real one is asked in the tests of the command line. */
class LaneCheckTest {
  private static final String GOOD =
      "{url: 'http://aionyx/api/v1/read', read_recent: true, filter_external_labels: false,"
          + " required_matchers: {__name__: aionyx_forecast}}";

  private final Map<String, String> external = Map.of("prometheus", "main");
  private HttpServer server;
  private volatile Board board = Boards.of(1);
  private volatile String result = "[]";
  private volatile String warnings = "[]";
  private volatile String config = "remote_read: [" + GOOD + "]";
  private volatile String asked = "";
  private volatile Headers headers = new Headers();
  private volatile boolean guarded;
  private volatile Authorization authorization = new Authorization.None();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            headers = exchange.getRequestHeaders();
            if (guarded && !exchange.getRequestHeaders().containsKey("Authorization")) {
              exchange.sendResponseHeaders(401, -1);
              return;
            }
            boolean query = path.equals("/api/v1/query");
            asked = query ? exchange.getRequestURI().getQuery() : asked;
            String body =
                query
                    ? "{\"data\":{\"result\":%s},\"warnings\":%s}".formatted(result, warnings)
                    : new ObjectMapper().writeValueAsString(Map.of("data", Map.of("yaml", config)));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Finding check() {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var prometheus = new Server(url, authorization, Map.of("X-Scope-OrgID", "team"), null);
    var forecasts = new Forecasts(List.of(), 1, 1, external, prometheus, List.of());
    try (var lane = new LaneCheck(forecasts, () -> board, new PrometheusRegistry())) {
      return lane.check();
    }
  }

  @Test
  void check_whereAForecastComesBack_isHealthy() {
    result = "[{}]";
    assertThat(check().verdict()).isEqualTo(Verdict.HEALTHY);
    double at = (Boards.NOW + 30 * 60_000) / 1000.0;
    assertThat(asked).startsWith("time=" + at).contains("aionyx_forecast{", "pod=\"cart-0\"");
  }

  @Test
  void check_withoutAForecast_waits() {
    board = Board.EMPTY;
    assertThat(check().verdict()).isEqualTo(Verdict.WAITING);
  }

  @Test
  void check_ofAGuardedPrometheus_saysWhoAsks() {
    guarded = true;
    authorization =
        new Authorization.Basic("me", new Secret.FromEnvironment("PW", Map.of("PW", "pw")));
    result = "[{}]";
    assertThat(check().verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(headers.getFirst("Authorization")).isEqualTo("Basic bWU6cHc=");
    assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("team");
  }

  @Test
  void check_thatIsTurnedAway_namesTheKeys() {
    guarded = true;
    assertThat(check().words()).contains("401", "forecast.prometheus.basic_auth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remote server http://a returned HTTP status 401 Unauthorized|basic_auth or authorization"
            + " of it",
        "Post http://a: dial tcp: connect: connection refused|the url of it",
        "Post https://a: x509: certificate signed by unknown authority|tls_config",
        "Post http://a: context deadline exceeded|remote_timeout"
      })
  void check_whereThePredictorIsNotReached_pointsToTheSetting(String warning, String words) {
    warnings = "[\"remote_read: " + warning + "\"]";
    assertThat(check().words()).contains(words, warning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read_recent: true, |''|read_recent must be true",
        "__name__: aionyx_forecast|job: x|required_matchers asks for job",
        "aionyx_forecast}|aionyx_.*}|required_matchers asks for __name__",
        "http://aionyx/api/v1/read|http://other|no url that ends in /api/v1/read"
      })
  void check_ofAWrongSetting_namesIt(String right, String wrong, String words) {
    config = config.replace(right, wrong);
    assertThat(check().verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(check().words()).contains(words);
  }

  @Test
  void check_ofExternalLabels_namesThoseItDoesNotKnow() {
    config =
        config.replace("filter_external_labels: false, ", "")
            + "\nglobal: {external_labels: {prometheus: main, region: eu}}";
    assertThat(check().words()).contains("filter_external_labels", "region=\"eu\"");
  }

  @Test
  void check_whereAllLooksRight_passesOnWhatPrometheusSays() {
    warnings = "[\"remote_read: server returned 401\"]";
    assertThat(check().words()).contains("authorization", "401");
  }

  @Test
  void check_ofAPrometheusThatIsAway_namesTheKey() {
    server.stop(0);
    assertThat(check().words()).contains("forecast.prometheus does not answer");
  }
}
