package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one port over real HTTP: who is let in, what is refused, and what people decide. */
final class DoorTest {

  private static final String WEBHOOK = "/api/v1/alertmanager";

  @TempDir Path home;
  private DrivenBridge bridge;

  @BeforeEach
  void open() {
    bridge = new DrivenBridge(home, "", api -> api);
  }

  @AfterEach
  void close() {
    bridge.close();
  }

  private int send(String token) {
    return bridge
        .post(WEBHOOK, token, bridge.notification("firing", DrivenBridge.pod("cart-1")))
        .statusCode();
  }

  @Test
  void webhook_withoutAKnownToken_isRefusedCountedAndAudited() {
    assertThat(send("")).isEqualTo(401);
    assertThat(send("guess")).isEqualTo(401);
    assertThat(send("alice-token")).describedAs("a person is no sender").isEqualTo(401);
    assertThat(bridge.metric("aionyx_bridge_rejected_requests_total{reason=\"unauthorized\"}"))
        .isEqualTo(3);
    assertThat(bridge.audit("rejected")).hasSize(3);
    assertThat(bridge.bridge.inbox().length()).isZero();
  }

  @Test
  void webhook_tokenRotates_withoutARestart() throws IOException {
    assertThat(send("sender-token")).isEqualTo(202);
    assertThat(send("next-token")).describedAs("not there yet").isEqualTo(401);
    Files.writeString(home.resolve("next"), "next-token\n");
    assertThat(send("sender-token")).isEqualTo(202);
    assertThat(send("next-token")).isEqualTo(202);
    Files.writeString(home.resolve("sender"), "next-token");
    Files.delete(home.resolve("next"));
    assertThat(send("next-token")).isEqualTo(202);
    assertThat(send("sender-token")).describedAs("the old one is worth nothing").isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | 400 | not_json",
        "{\"alerts\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]} |"
            + " 400 | limits",
        "{\"version\":\"3\",\"alerts\":[]} | 400 | version",
        "{\"alerts\":[],\"alerts\":[]} | 400 | not_json",
        "BIG | 413 | body_too_large",
      })
  void webhook_rubbish_isRefusedCountedAndAudited(String body, int status, String reason) {
    String sent = body.equals("BIG") ? "x".repeat(1_100_000) : body;
    assertThat(bridge.post(WEBHOOK, "sender-token", sent).statusCode()).isEqualTo(status);
    assertThat(bridge.metric("aionyx_bridge_rejected_requests_total{reason=\"" + reason + "\"}"))
        .isEqualTo(1);
    assertThat(bridge.audit("rejected")).singleElement().asString().contains(reason);
  }

  @Test
  void webhook_replayedBody_isOneEpisode() {
    bridge.predict(DrivenBridge.pod("cart-1"));
    for (int i = 0; i < 5; i++) {
      assertThat(send("sender-token")).isEqualTo(202);
      bridge.turn();
    }
    assertThat(bridge.bridge.ledger().newest(10)).hasSize(1);
    assertThat(bridge.audit("received")).hasSize(1);
  }

  @Test
  void webhook_forgedAlert_isDeniedCountedAndAudited() {
    assertThat(send("sender-token")).isEqualTo(202);
    bridge.turn();
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(bridge.newest().path("reason").asText()).contains("Prometheus does not hold");
    assertThat(
            bridge.metric(
                "aionyx_remediation_actions_total{action=\"evict-pod\",mode=\"advise\",result=\"denied\"}"))
        .isEqualTo(1);
    assertThat(bridge.audit("denied")).hasSize(1);
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  @Test
  void webhook_hostileLabels_reachNothing() {
    TreeMap<String, String> labels = DrivenBridge.pod("../../secrets\n$(reboot)");
    labels.put("action", "drain-node");
    bridge.post(WEBHOOK, "sender-token", bridge.notification("firing", labels));
    bridge.turn();
    assertThat(bridge.bridge.ledger().newest(10)).isEmpty();
    assertThat(bridge.metric("aionyx_bridge_alerts_total{outcome=\"refused\"}")).isEqualTo(1);
    assertThat(bridge.audit("refused"))
        .singleElement()
        .asString()
        .contains("is not a name")
        .doesNotContain("\n");
  }

  @Test
  void approval_ofThePlan_isStoredWithItsNameAndReasonAndActsOnce() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    JsonNode plan = bridge.newest();
    assertThat(plan.path("phase").asText()).isEqualTo("awaiting_approval");
    assertThat(bridge.cluster.writes()).isEmpty();
    assertThat(bridge.decide("alice-token", "approve", plan, "memory climbs").statusCode())
        .isEqualTo(200);
    bridge.pass(Duration.ofSeconds(30));
    JsonNode end = bridge.newest();
    assertThat(end.path("phase").asText()).isEqualTo("succeeded");
    assertThat(end.path("decided_by").asText()).isEqualTo("alice");
    assertThat(end.path("decision_reason").asText()).isEqualTo("memory climbs");
    assertThat(bridge.audit("decision"))
        .singleElement()
        .asString()
        .contains("\"who\":\"alice\"", "memory climbs");
    assertThat(bridge.cluster.writes()).hasSize(1);
    assertThat(bridge.decide("alice-token", "approve", plan, "again").statusCode()).isEqualTo(409);
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.cluster.writes()).hasSize(1);
  }

  @Test
  void approval_byWhoMayNotOrAnotherPlan_isRefused() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    JsonNode plan = bridge.newest();
    assertThat(bridge.decide("", "approve", plan, "r").statusCode()).isEqualTo(401);
    assertThat(bridge.decide("sender-token", "approve", plan, "r").statusCode()).isEqualTo(401);
    assertThat(bridge.decide("alice-token", "approve", plan, "  ").statusCode()).isEqualTo(400);
    assertThat(bridge.decide("alice-token", "maybe", plan, "r").statusCode()).isEqualTo(400);
    ((com.fasterxml.jackson.databind.node.ObjectNode) plan).put("plan", "0123456789abcdef");
    assertThat(bridge.decide("alice-token", "approve", plan, "r").statusCode()).isEqualTo(409);
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("awaiting_approval");
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  @Test
  void denial_endsThePlan() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    bridge.decide("alice-token", "deny", bridge.newest(), "release under way");
    bridge.turn();
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(bridge.newest().path("reason").asText()).contains("alice", "release under way");
  }

  @Test
  void silence_ofAQuarterOfAnHour_meansNo() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    JsonNode plan = bridge.newest();
    bridge.pass(Duration.ofMinutes(16));
    assertThat(bridge.phase()).isEqualTo("expired");
    assertThat(bridge.decide("alice-token", "approve", plan, "late").statusCode()).isEqualTo(409);
  }

  @Test
  void frontEnd_namesItsUser_andTheRecordShowsBoth() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    JsonNode plan = bridge.newest();
    String body =
        "{\"id\":\"%s\",\"plan\":\"%s\",\"decision\":\"approve\",\"reason\":\"ok\"}"
            .formatted(plan.path("id").asText(), plan.path("plan").asText());
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "X-Aionyx-On-Behalf-Of", "bob<script>");
    bridge.post("/api/v1/approvals", "grafana-token", body, headers);
    assertThat(bridge.newest().path("decided_by").asText()).isEqualTo("bob_script_ via grafana");
  }

  @Test
  void pause_holdsWhatIsApproved_untilResumed() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    assertThat(bridge.post("/api/v1/pause", "alice-token", "{\"reason\":\"release\"}").statusCode())
        .isEqualTo(200);
    bridge.decide("alice-token", "approve", bridge.newest(), "go");
    bridge.pass(Duration.ofMinutes(5));
    assertThat(bridge.cluster.writes()).isEmpty();
    assertThat(bridge.newest().path("reason").asText()).contains("paused by alice: release");
    assertThat(bridge.metric("aionyx_bridge_paused")).isEqualTo(1);
    bridge.post("/api/v1/resume", "alice-token", "{\"reason\":\"done\"}");
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("succeeded");
    assertThat(bridge.audit("pause")).hasSize(1);
    assertThat(bridge.audit("resume")).hasSize(1);
  }

  /** A page of another site can send a form with the browser's password, but no JSON. */
  @Test
  void decision_sentAsAForm_isRefused() {
    for (String path : new String[] {"/api/v1/resume", "/api/v1/pause", "/api/v1/approvals"}) {
      assertThat(
              bridge
                  .post(
                      path,
                      "alice-token",
                      "{\"reason\":\"x\"}",
                      Map.of("Content-Type", "text/plain"))
                  .statusCode())
          .isEqualTo(415);
    }
    assertThat(bridge.audit("resume")).isEmpty();
  }

  @Test
  void page_textFromOutside_isEscapedAndScriptsAreOurs() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    bridge.decide("alice-token", "deny", bridge.newest(), "<img src=x onerror=alert(1)>");
    bridge.turn();
    var page = bridge.get("/");
    assertThat(page.body()).contains("&lt;img").doesNotContain("<img");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'");
  }

  @Test
  void metrics_ofAnIdleBridge_areServed() {
    var answer = bridge.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("aionyx_audit_head_info{sequence=\"1\"", "aionyx_audit_chain_valid 1");
    assertThat(bridge.metric("aionyx_bridge_leader")).isEqualTo(1);
  }
}
