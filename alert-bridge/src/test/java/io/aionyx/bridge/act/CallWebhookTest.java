package io.aionyx.bridge.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Remediations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signed call as a service of the user's sees it. */
final class CallWebhookTest {

  private static final Instant NOW = Remediations.NOW;

  private record Call(String method, String path, String key, String body, boolean signed) {}

  private final List<Call> calls = new ArrayList<>();
  private String answer = "{\"status\":\"running\"}";
  private int status = 200;
  private HttpServer service;

  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(home.resolve("secret"), "first\n");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::serve);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    String timestamp = headers.getFirst("X-Aionyx-Timestamp");
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            String.valueOf(headers.getFirst("Idempotency-Key")),
            body,
            ("sha256=" + hmac(Files.readString(home.resolve("secret")).strip(), timestamp, body))
                .equals(headers.getFirst("X-Aionyx-Signature"))));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Written down a second time, so that the test does not believe the code. */
  private static String hmac(String secret, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private CallWebhook hook() {
    String url = "http://127.0.0.1:" + service.getAddress().getPort();
    return new CallWebhook(
        new DelegateConfig.Webhook(
            "failover",
            URI.create(url + "/apply"),
            home.resolve("secret"),
            Optional.of(url + "/status/{id}"),
            Optional.of(URI.create(url + "/undo")),
            Duration.ofMinutes(5)));
  }

  private static Task task(Instant now) {
    return new Task(
        "id1",
        Remediations.episode(Remediations.node("n1"), "hardware"),
        Map.of("speed", "fast"),
        Map.of(),
        Map.of(),
        NOW,
        now);
  }

  @Test
  void call_everyVerb_isSignedAndHasItsOwnKey() {
    CallWebhook hook = hook();
    hook.rehearse(task(NOW));
    hook.apply(task(NOW));
    hook.verify(task(NOW));
    hook.rollback(task(NOW));
    assertThat(calls).allMatch(Call::signed);
    assertThat(calls)
        .extracting(Call::key)
        .containsExactly("id1-rehearse", "id1", "null", "id1-rollback");
    assertThat(calls)
        .extracting(c -> c.method() + " " + c.path())
        .containsExactly("POST /apply", "POST /apply", "GET /status/id1", "POST /undo");
    assertThat(calls.get(1).body())
        .contains("\"AIONYX_NODE\":\"n1\"", "\"AIONYX_PARAM_SPEED\":\"fast\"", "\"apply\"");
  }

  @Test
  void secret_exchanged_isUsedAtOnce() throws IOException {
    CallWebhook hook = hook();
    Files.writeString(home.resolve("secret"), "second");
    hook.apply(task(NOW));
    assertThat(calls).singleElement().matches(Call::signed);
  }

  @Test
  void secret_gone_sendsNothing() throws IOException {
    CallWebhook hook = hook();
    Files.delete(home.resolve("secret"));
    assertThatThrownBy(() -> hook.apply(task(NOW)))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID));
    assertThat(calls).isEmpty();
    assertThatThrownBy(this::hook)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("delegates.webhooks.failover.secret_file");
  }

  @ParameterizedTest
  @CsvSource({
    "running, 0, NotYet",
    "running, 301, Broken",
    "succeeded, 0, Healthy",
    "failed, 0, Broken",
    "odd, 0, NotYet"
  })
  void verify_statusOfTheService_isItsHealth(String said, long elapsed, String health) {
    answer = "{\"status\":\"" + said + "\"}";
    assertThat(hook().verify(task(NOW.plusSeconds(elapsed))).getClass().getSimpleName())
        .isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN",
    "409, CONFLICT",
    "422, INVALID",
    "429, NOT_NOW",
    "500, UNKNOWN",
    "302, UNKNOWN"
  })
  void apply_refused_isTypedAndNeverRepeated(int code, Fault fault) {
    status = code;
    CallWebhook hook = hook();
    assertThatThrownBy(() -> hook.apply(task(NOW)))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(calls).hasSize(1);
  }

  @Test
  void apply_serviceSaysFailed_hasChangedNothing() {
    answer = "{\"status\":\"failed\"}";
    assertThatThrownBy(() -> hook().apply(task(NOW)))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID));
  }

  @Test
  void apply_answerWithoutEnd_isUnknown() {
    answer = "x".repeat(70_000);
    assertThatThrownBy(() -> hook().apply(task(NOW)))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN));
  }
}
