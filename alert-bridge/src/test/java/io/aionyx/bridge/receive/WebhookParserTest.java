package io.aionyx.bridge.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.bridge.domain.Alert;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WebhookParserTest {

  private static final String ALERT =
      """
      {"status":"firing","labels":{"alertname":"A","x":"y"},"annotations":{},
       "startsAt":"2026-01-01T00:00:00.123Z","endsAt":"0001-01-01T00:00:00Z",
       "generatorURL":"","fingerprint":"ffff","novel":{"deep":[1,2]}}
      """;

  private final WebhookParser parser = new WebhookParser(1 << 20, 32, 1000);

  private Notification parse(String body) {
    return parser.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String alerts) {
    return "{\"version\":\"4\",\"status\":\"firing\",\"notification_reason\":\"new\",\"alerts\":["
        + alerts
        + "]}";
  }

  @Test
  void parse_unknownFields_areIgnored() {
    assertThat(parse(body(ALERT)).alerts()).hasSize(1);
  }

  @Test
  void parse_mixedGroup_usesEachAlertsOwnStatus() {
    Notification n = parse(body(ALERT + "," + ALERT.replace("firing", "resolved")));
    assertThat(n.alerts()).extracting(Alert::firing).containsExactly(true, false);
  }

  @Test
  void parse_inventedFingerprint_isNotBelieved() {
    Notification n = parse(body(ALERT + "," + ALERT.replace("ffff", "0000")));
    assertThat(n.alerts())
        .extracting(Alert::fingerprint)
        .containsOnly(n.alerts().getFirst().fingerprint());
  }

  @Test
  void parse_truncated_isMarked() {
    String truncated = body(ALERT).replace("\"version\"", "\"truncatedAlerts\":3,\"version\"");
    assertThat(parse(truncated).alerts().getFirst().truncated()).isTrue();
  }

  @Test
  void parse_oneBadAlert_costsOnlyItself() {
    Notification n = parse(body("{\"status\":\"odd\"}," + ALERT + ",{\"status\":\"firing\"},7"));
    assertThat(n.alerts()).hasSize(1);
    assertThat(n.refused()).hasSize(3);
  }

  static Stream<Arguments> refused() {
    String many = ALERT + ("," + ALERT).repeat(1000);
    return Stream.of(
        Arguments.of("", 400, "no_alerts"),
        Arguments.of("nonsense", 400, "not_json"),
        Arguments.of("{\"alerts\":", 400, "not_json"),
        Arguments.of("[]", 400, "no_alerts"),
        Arguments.of("{}", 400, "no_alerts"),
        Arguments.of("{\"alerts\":{}}", 400, "no_alerts"),
        Arguments.of("{\"version\":\"5\",\"alerts\":[]}", 400, "version"),
        Arguments.of("{\"version\":\"4\",\"version\":\"4\",\"alerts\":[]}", 400, "not_json"),
        Arguments.of("{\"alerts\":[]} trailing", 400, "not_json"),
        Arguments.of("{\"alerts\":" + "[".repeat(40) + "]".repeat(40) + "}", 400, "limits"),
        Arguments.of("{\"a\":\"" + "x".repeat(70_000) + "\",\"alerts\":[]}", 400, "limits"),
        Arguments.of("{\"a\":\"" + "x".repeat(1 << 20) + "\"}", 413, "body_too_large"),
        Arguments.of(body(many), 413, "too_many_alerts"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void parse_badBody_isRefusedWithReason(String body, int status, String reason) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.reason()).isEqualTo(reason);
            });
  }
}
