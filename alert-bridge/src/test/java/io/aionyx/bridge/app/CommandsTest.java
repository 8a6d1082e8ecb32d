package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aionyx.bridge.audit.AuditHead;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The command line, against a bridge over real HTTP: what is printed, and with which exit status.
 */
final class CommandsTest {

  private record Said(int status, String text) {}

  @TempDir Path home;

  private static Said run(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    return new Said(line.execute(arguments), said.toString());
  }

  private DrivenBridge bridge() {
    return new DrivenBridge(home, "", api -> api);
  }

  /** A command of a person, with the person's token where there is one. */
  private Said person(DrivenBridge bridge, String token, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + bridge.bridge.port()));
    if (!token.isEmpty()) {
      all.addAll(List.of("--token-file", home.resolve(token).toString()));
    }
    return run(all.toArray(String[]::new));
  }

  @Test
  void approvals_whereNothingWaits_saysSo() {
    try (DrivenBridge bridge = bridge()) {
      assertThat(person(bridge, "", "approvals"))
          .isEqualTo(new Said(0, "Nothing waits." + System.lineSeparator()));
    }
  }

  @Test
  void approve_theCommandThatApprovalsPrints_isRecordedWithItsPerson() {
    try (DrivenBridge bridge = bridge()) {
      bridge.fire(DrivenBridge.pod("cart-1"));
      String listed = person(bridge, "", "approvals").text();
      String id = bridge.newest().path("id").asText();
      String plan = bridge.newest().path("plan").asText();
      assertThat(listed)
          .contains("evict-pod on c/pod", "lower bound 0.8")
          .contains("aionyx-bridge approve " + id + " --plan " + plan + " --reason");

      Said said = person(bridge, "alice", "approve", id, "--plan", plan, "--reason", "go");

      assertThat(said.status()).isZero();
      assertThat(said.text()).contains("approve recorded for evict-pod");
      bridge.turn();
      assertThat(bridge.newest().path("decided_by").asText()).isEqualTo("alice");
      assertThat(bridge.newest().path("decision_reason").asText()).isEqualTo("go");
      bridge.pass(Duration.ofMinutes(1));
      assertThat(bridge.phase()).isEqualTo("succeeded");
    }
  }

  @Test
  void deny_endsThePlan() {
    try (DrivenBridge bridge = bridge()) {
      bridge.fire(DrivenBridge.pod("cart-1"));
      String id = bridge.newest().path("id").asText();
      String plan = bridge.newest().path("plan").asText();

      Said said = person(bridge, "alice", "deny", id, "--plan", plan, "--reason", "not today");

      assertThat(said.text()).contains("deny recorded for evict-pod");
      bridge.turn();
      assertThat(bridge.phase()).isEqualTo("denied");
      assertThat(bridge.cluster.writes()).isEmpty();
    }
  }

  @Test
  void approve_anotherPlanOrWithoutAToken_failsWithTheReasonAndDecidesNothing() {
    try (DrivenBridge bridge = bridge()) {
      bridge.fire(DrivenBridge.pod("cart-1"));
      String id = bridge.newest().path("id").asText();
      String plan = bridge.newest().path("plan").asText();

      Said other = person(bridge, "alice", "approve", id, "--plan", "0123", "--reason", "go");
      Said nobody = person(bridge, "", "approve", id, "--plan", plan, "--reason", "go");

      assertThat(other.status()).isEqualTo(1);
      assertThat(other.text()).contains("409: the plan is another one now: " + plan);
      assertThat(nobody.status()).isEqualTo(1);
      assertThat(nobody.text()).contains("401: a personal token or a password is needed");
      bridge.turn();
      assertThat(bridge.phase()).isEqualTo("awaiting_approval");
    }
  }

  @Test
  void pauseAndResume_holdActionsAndLetThemGoOn() {
    try (DrivenBridge bridge = bridge()) {
      assertThat(person(bridge, "alice", "pause", "--reason", "release").text()).contains("paused");
      assertThat(bridge.metric("aionyx_bridge_paused")).isEqualTo(1);
      bridge.approve(DrivenBridge.pod("cart-1"));
      bridge.pass(Duration.ofMinutes(1));
      assertThat(bridge.cluster.writes()).isEmpty();

      assertThat(person(bridge, "alice", "resume", "--reason", "released").text())
          .contains("resumed");
      bridge.pass(Duration.ofMinutes(2));
      assertThat(bridge.cluster.writes()).hasSize(1);
    }
  }

  @Test
  void history_withGates_showsWhatEachSaid() {
    try (DrivenBridge bridge = bridge()) {
      bridge.fire(DrivenBridge.pod("cart-1"));

      assertThat(person(bridge, "", "history").text())
          .contains("awaiting_approval", "evict-pod", "cart-1")
          .doesNotContain("precondition");
      assertThat(person(bridge, "", "history", "--gates").text())
          .containsPattern("approval +ask +mode is approve")
          .containsPattern("precondition +allowed +0 conditions hold");
    }
  }

  @Test
  void history_nobodyListens_failsWithTheAddress() {
    Said said = run("history", "--url", "http://127.0.0.1:1");
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("the bridge does not answer at http://127.0.0.1:1");
  }

  private String config(String more) throws IOException {
    return Files.writeString(
            home.resolve("bridge.yaml"),
            "alertmanager: {url: \"http://am:9093\"}\nstorage: {path: \"%s\"}\n%s"
                .formatted(home.resolve("data"), more))
        .toString();
  }

  /** Three records; returns the head after the second. */
  private AuditHead records() {
    try (Database database = Database.open(home.resolve("data"))) {
      AuditLog audit = new AuditLog(database, () -> Instant.EPOCH, kind -> {});
      audit.append("start", "bridge", Json.object());
      AuditHead second = audit.append("pause", "alice", Json.object().put("reason", "release"));
      audit.append("resume", "alice", Json.object().put("reason", "released"));
      return second;
    }
  }

  @Test
  void auditVerify_ofAnUntouchedChain_isValid() throws IOException {
    AuditHead kept = records();
    Said said =
        run(
            "audit",
            "verify",
            "--config",
            config(""),
            "--head",
            kept.sequence() + ":" + kept.sha256());
    assertThat(said.status()).isZero();
    assertThat(said.text()).startsWith("valid: 3 records, 1 witnessed heads, head 3:");
  }

  @Test
  void auditVerify_recordAltered_failsAndNamesIt() throws IOException, SQLException {
    records();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/bridge.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER audit_no_update");
      statement.execute("UPDATE audit SET body = replace(body, 'alice', 'bob') WHERE sequence = 2");
    }
    Said said = run("audit", "verify", "--config", config(""));
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("BROKEN: record 2 was altered");
  }

  /** Prometheus saw a fourth head; somebody has cut the chain since. */
  @Test
  void auditVerify_witnessSawMore_failsAndNamesWhatIsMissing() throws IOException {
    records();
    HttpServer prometheus =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String answer =
        """
        {"status":"success","data":{"resultType":"vector","result":[{"metric":
        {"sequence":"4","sha256":"%s"},"value":[0,"1"]}]}}
        """
            .formatted("a".repeat(64));
    prometheus.createContext(
        "/api/v1/query",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          }
        });
    prometheus.start();
    try {
      String url = "http://127.0.0.1:" + prometheus.getAddress().getPort();
      Said said =
          run(
              "audit",
              "verify",
              "--witness",
              "--config",
              config("prometheus: {url: \"" + url + "\"}\n"));
      assertThat(said.status()).isEqualTo(1);
      assertThat(said.text()).contains("BROKEN: record 4 is missing: its witness saw it");
    } finally {
      prometheus.stop(0);
    }
  }

  @Test
  void check_saysWhatWouldBeServed_andNamesTheLineOfAMistake() throws IOException {
    assertThat(run("check", "--config", config("")).text())
        .matches("ok: \\d+ playbooks, 13 actions\\s");
    Said wrong = run("check", "--config", config("gates: {hold_in: 1}\n"));
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.text()).contains("bridge.yaml:3: gates.hold_in is unknown");
  }

  @Test
  void simulate_fileThatIsNoList_isRefusedByName() throws IOException {
    Path objects = Files.writeString(home.resolve("pods.json"), "{\"kind\":\"Pod\"}");
    Said said = run("simulate", "--config", config(""), "--cluster", objects.toString());
    assertThat(said.status()).isEqualTo(2);
    assertThat(said.text()).contains("pods.json: must hold a Kubernetes List");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "simulate",
        "demo",
        "approvals",
        "approve",
        "deny",
        "pause",
        "resume",
        "history",
        "audit",
        "check",
        "rbac"
      })
  void everyCommand_explainsItselfAndRefusesWhatItDoesNotKnow(String command) {
    assertThat(run(command, "--help").status()).isZero();
    assertThat(run(command, "--help").text()).contains("Usage: aionyx-bridge " + command);
    assertThat(run(command, "--nonsense").status()).isEqualTo(2);
  }

  @Test
  void demo_tellsTheWholeStory() {
    Said said = run("demo");
    assertThat(said.status()).isZero();
    assertThat(said.text())
        .contains(
            "advised  evict-pod", "awaiting approval  evict-pod", "cluster: evict shop/cart-1")
        .contains("succeeded  evict-pod", "audit verify: valid");
  }
}
