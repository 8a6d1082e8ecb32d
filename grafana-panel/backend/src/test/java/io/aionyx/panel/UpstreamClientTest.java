package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.process.SelfSigned;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamClientTest {
  private static final int MAX_BYTES = 1 << 20;

  private final UpstreamMetrics metrics = new UpstreamMetrics();
  private final UpstreamClient client =
      new UpstreamClient(metrics, Duration.ofSeconds(20), MAX_BYTES);
  private StubUpstream upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = StubUpstream.start();
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private Upstream predictor(String token) {
    return Upstream.of("predictor", upstream.url(), token, "");
  }

  private void assertFailure(ThrowingCallable call, int status, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContainingAll(words);
  }

  @Test
  void get_sendsTheTokenAndReturnsTheBody() {
    upstream.json("/api/v1/models", "{\"a\":1}");

    assertThat(client.get(predictor("s3cret"), "/api/v1/models?x=1"))
        .asString(UTF_8)
        .isEqualTo("{\"a\":1}");
    assertThat(upstream.asked().getFirst())
        .returns("Bearer s3cret", StubUpstream.Asked::token)
        .returns("/api/v1/models?x=1", StubUpstream.Asked::target);
  }

  @Test
  void post_sendsItsBodyOnce() {
    upstream.json("/api/v1/pause", "{}");

    client.post(predictor(""), "/api/v1/pause", "ada", Map.of("reason", "why"));

    assertThat(upstream.asked())
        .containsExactly(
            new StubUpstream.Asked("POST", "/api/v1/pause", "null", "ada", "{\"reason\":\"why\"}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedToken_isNamedAndNeverPassedOn(int status) {
    upstream.status("/get", status, "application/json", "{}");

    assertFailure(() -> client.get(predictor("x"), "/get"), 502, "predictorToken", "" + status);
    assertFailure(
        () -> client.post(predictor("x"), "/get", "ada", Map.of()), 502, "predictorToken");
  }

  @ParameterizedTest
  @CsvSource({"400,400", "404,404", "422,422", "500,502", "503,502"})
  void upstreamErrors_keepTheirWords(int status, int told) {
    upstream.status("/get", status, "application/json", "{\"error\":\"no such entity\"}");

    assertFailure(() -> client.get(predictor(""), "/get"), told, "no such entity");
  }

  @Test
  void errorPage_isNotQuoted() {
    upstream.status("/get", 500, "text/html", "<html>stack trace</html>");

    assertFailure(() -> client.get(predictor(""), "/get"), 502, "status 500");
  }

  @Test
  void answerThatIsNoJson_namesTheLikelyMistake() {
    upstream.status("/get", 200, "text/html", "<html>login</html>");

    assertFailure(() -> client.get(predictor(""), "/get"), 502, "text/html", "right address");
  }

  @Test
  void redirect_isNotFollowedWithTheToken() {
    upstream.on(
        "/get",
        exchange -> {
          exchange.getResponseHeaders().set("Location", upstream.url() + "/elsewhere");
          StubUpstream.send(exchange, 302, "text/plain", "");
        });

    assertFailure(() -> client.get(predictor("x"), "/get"), 502, "302");
    assertThat(upstream.asked()).hasSize(1);
  }

  @Test
  void nothingListening_isSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Upstream gone = Upstream.of("bridge", "http://127.0.0.1:" + port, "", "");

    assertFailure(() -> client.get(gone, "/"), 502, "Nothing answers", "bridge at http");
  }

  @Test
  void unknownHost_isSaid() {
    Upstream nowhere = Upstream.of("bridge", "http://no-such-host.invalid", "", "");

    assertFailure(() -> client.get(nowhere, "/"), 502, "no host by the name");
  }

  @Test
  void answerBeyondTheLimit_isCutOff() {
    upstream.json("/get", "\"" + "x".repeat(MAX_BYTES) + "\"");

    assertFailure(() -> client.get(predictor(""), "/get"), 502, "more than 1 MiB");
  }

  @Test
  void silentUpstream_timesOut() {
    CountDownLatch end = new CountDownLatch(1);
    upstream.on("/get", exchange -> await(end));
    UpstreamClient hasty = new UpstreamClient(metrics, Duration.ofMillis(200), MAX_BYTES);

    assertFailure(() -> hasty.get(predictor(""), "/get"), 504, "did not answer in time");
    end.countDown();
  }

  @Test
  void drippingUpstream_timesOut() {
    CountDownLatch end = new CountDownLatch(1);
    upstream.on(
        "/get",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
        });
    UpstreamClient hasty = new UpstreamClient(metrics, Duration.ofMillis(500), MAX_BYTES);

    assertFailure(() -> hasty.get(predictor(""), "/get"), 504, "in time");
    end.countDown();
  }

  @Test
  void ownAuthority_isTrustedWhenGivenAndOnlyThen() throws Exception {
    SelfSigned identity = SelfSigned.create(Instant.now());
    try (StubUpstream secure = StubUpstream.startWithTls(identity)) {
      secure.json("/get", "{}");
      String url = "https://localhost:" + secure.port();

      assertThat(client.get(Upstream.of("predictor", url, "", identity.pem()), "/get"))
          .asString(UTF_8)
          .isEqualTo("{}");
      assertFailure(
          () -> client.get(Upstream.of("predictor", url, "", ""), "/get"), 502, "tlsCaCert");
    }
  }

  @Test
  void authorityThatIsNoCertificate_isNamed() {
    Upstream broken = Upstream.of("predictor", "https://localhost:1", "", "nonsense");

    assertFailure(() -> client.get(broken, "/"), 503, "tlsCaCert");
  }

  @Test
  void everyRequest_isCountedByResult() {
    upstream.json("/get", "{}");
    client.get(predictor(""), "/get");
    assertThatThrownBy(() -> client.get(predictor(""), "/none"));

    assertThat(metrics.text())
        .contains(
            "aionyx_grafana_upstream_requests_total{upstream=\"predictor\",result=\"answered\"} 1.0",
            "aionyx_grafana_upstream_requests_total{upstream=\"predictor\",result=\"failed\"} 1.0");
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
