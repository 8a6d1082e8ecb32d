package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an approved plan when the API server misbehaves, call by call. */
final class FlowFaultsTest {

  /** Which calls fail, and how: {@code evict forReal}, {@code patch dryRun}, {@code get} ... */
  private Function<String, @org.jspecify.annotations.Nullable Fault> script = call -> null;

  private boolean answerIsLost;
  @TempDir Path home;
  private DrivenBridge bridge;

  @BeforeEach
  void open() {
    bridge = new DrivenBridge(home, "  approval: {actions: []}\n", this::scripted);
  }

  @AfterEach
  void close() {
    assertThat(AuditVerifier.verify(bridge.database, java.util.List.of()).problems()).isEmpty();
    bridge.close();
  }

  private Cluster scripted(Cluster cluster) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              Object last = arguments[arguments.length - 1];
              String call =
                  method.getName()
                      + (last == Commit.DRY_RUN
                          ? " dryRun"
                          : last == Commit.FOR_REAL ? " forReal" : "");
              Fault fault = script.apply(call);
              if (fault != null && !answerIsLost) {
                throw new ClusterException(fault, "simulated " + fault);
              }
              try {
                Object result = method.invoke(cluster, arguments);
                if (fault != null) {
                  throw new ClusterException(fault, "the answer was lost");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Function<String, @org.jspecify.annotations.Nullable Fault> on(
      String wanted, Fault fault) {
    return call -> call.equals(wanted) ? fault : null;
  }

  private static Function<String, @org.jspecify.annotations.Nullable Fault> once(
      String wanted, Fault fault) {
    int[] left = {1};
    return call -> call.equals(wanted) && left[0]-- > 0 ? fault : null;
  }

  private String reason() {
    return bridge.newest().path("reason").asText();
  }

  @Test
  void apiServer_goneForGood_expiresWithTheReason() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    bridge.decide("alice-token", "approve", bridge.newest(), "go");
    script = call -> Fault.UNKNOWN;
    bridge.pass(Duration.ofMinutes(125));
    assertThat(bridge.phase()).isEqualTo("expired");
    assertThat(reason()).contains("still not possible", "simulated UNKNOWN");
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  @Test
  void apiServer_backAfterAnOutage_actsThen() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    bridge.decide("alice-token", "approve", bridge.newest(), "go");
    script = call -> Fault.UNKNOWN;
    bridge.pass(Duration.ofMinutes(10));
    script = call -> null;
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("succeeded");
    assertThat(bridge.cluster.writes()).hasSize(1);
  }

  /** Rehearsed well, refused for real: certain ends and those that may pass. */
  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN, failed, 0",
    "NOT_FOUND, failed, 0",
    "INVALID, failed, 0",
    "NOT_NOW, succeeded, 1",
    "CONFLICT, succeeded, 1",
    "UNKNOWN, rolled_back, 0"
  })
  void eviction_refusedOnce_endsOrIsAskedAnewFromTheGates(Fault fault, String end, int writes) {
    script = once("evict forReal", fault);
    bridge.approve(DrivenBridge.pod("cart-1"));
    bridge.pass(Duration.ofMinutes(5));
    assertThat(bridge.phase()).isEqualTo(end);
    assertThat(bridge.cluster.writes()).hasSize(writes);
  }

  @Test
  void eviction_answerLost_isLookedAtAndNotRepeated() {
    answerIsLost = true;
    script = once("evict forReal", Fault.UNKNOWN);
    bridge.approve(DrivenBridge.pod("cart-1"));
    bridge.pass(Duration.ofMinutes(2));
    assertThat(bridge.phase()).isEqualTo("succeeded");
    assertThat(bridge.cluster.writes()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_NOW", "CONFLICT", "UNKNOWN"})
  void rehearsal_refusedForEver_expiresWithTheReason(Fault fault) {
    script = on("evict dryRun", fault);
    bridge.approve(DrivenBridge.pod("cart-1"));
    bridge.pass(Duration.ofMinutes(125));
    assertThat(bridge.phase()).isEqualTo("expired");
    assertThat(reason()).contains("dry_run", "simulated " + fault);
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  @Test
  void rehearsal_forbidden_isDeniedAtOnce() {
    script = on("evict dryRun", Fault.FORBIDDEN);
    bridge.approve(DrivenBridge.pod("cart-1"));
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(reason()).contains("dry_run");
  }

  /** While it waited for a budget the prediction fell: nothing is done on the old judgement. */
  @Test
  void refusedForNow_predictionFallsMeanwhile_doesNotAct() {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.pod("cart-1"));
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("approved");
    script = call -> null;
    bridge.metrics.forgetAll();
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  @Test
  void object_changedAfterApproval_isNotTouched() {
    bridge.fire(DrivenBridge.pod("cart-1"));
    bridge.decide("alice-token", "approve", bridge.newest(), "go");
    ObjectNode another = io.aionyx.bridge.sim.SimulatedCluster.pod("cart-1", "cart", "n1");
    bridge.cluster.put(Resource.PODS, "shop", another);
    bridge.pass(Duration.ofSeconds(10));
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(reason()).contains("changed since the plan");
  }

  private void forbidDisruption() {
    ObjectNode budget = Json.object();
    budget.withObject("/metadata").put("name", "pdb");
    budget.withObject("/spec/selector/matchLabels").put("app", "cart");
    budget.withObject("/status").put("disruptionsAllowed", 0);
    bridge.cluster.put(Resource.DISRUPTION_BUDGETS, "shop", budget);
  }

  private boolean cordoned(String node) {
    return bridge
        .cluster
        .get(Resource.NODES, "", node)
        .orElseThrow()
        .at("/spec/unschedulable")
        .asBoolean();
  }

  @Test
  void eviction_budgetBlocksForEver_expiresWithTheBudgetsName() {
    forbidDisruption();
    bridge.approve(DrivenBridge.pod("cart-1"));
    bridge.pass(Duration.ofMinutes(125));
    assertThat(bridge.phase()).isEqualTo("expired");
    assertThat(reason()).contains("disruption budget pdb");
    assertThat(bridge.cluster.writes()).isEmpty();
  }

  /**
   * The budget closes between the rehearsal and the drain: the node is given back, and people told.
   */
  @Test
  void drain_budgetBlocksForEver_givesTheNodeBackAndSaysSo() {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.node("n1"));
    bridge.pass(Duration.ofMinutes(2));
    assertThat(cordoned("n1")).isTrue();
    bridge.pass(Duration.ofMinutes(8));
    assertThat(bridge.phase()).isEqualTo("rolled_back");
    assertThat(reason()).contains("not done within 5m", "simulated NOT_NOW", "uncordoned");
    assertThat(cordoned("n1")).isFalse();
    announce();
    assertThat(bridge.alerts.raised())
        .anySatisfy(
            a ->
                assertThat(a.labels())
                    .containsEntry("alertname", "AionyxTargetRemediationFailed")
                    .containsEntry("node", "n1"));
  }

  private void announce() {
    new io.aionyx.bridge.observe.Announcer(bridge.bridge.ledger(), bridge.alerts, () -> bridge.now)
        .announce();
  }

  /** A cordon must not outlive a busy API server. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_NOW", "CONFLICT", "UNKNOWN"})
  void rollback_refusedForAWhile_isTriedUntilItSucceeds(Fault fault) {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.node("n1"));
    bridge.pass(Duration.ofMinutes(4));
    script =
        call ->
            call.equals("evict forReal") ? Fault.NOT_NOW : call.startsWith("patch") ? fault : null;
    bridge.pass(Duration.ofMinutes(4));
    assertThat(bridge.phase()).isEqualTo("rolling_back");
    script = call -> null;
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("rolled_back");
    assertThat(cordoned("n1")).isFalse();
  }

  @Test
  void rollback_neverPossible_failsWithBothReasons() {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.node("n1"));
    bridge.pass(Duration.ofMinutes(4));
    script = call -> Fault.NOT_NOW;
    bridge.pass(Duration.ofMinutes(20));
    assertThat(bridge.phase()).isEqualTo("failed");
    assertThat(reason()).contains("not done within 5m", "rollback: simulated NOT_NOW");
  }

  @Test
  void lease_lostInTheMiddleOfADrain_stopsItsParts() {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.node("n1"));
    bridge.pass(Duration.ofSeconds(30));
    bridge.leadership = () -> new Leadership.Standing(false, "other", 2);
    script = call -> null;
    int before = bridge.cluster.writes().size();
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("running");
    assertThat(reason()).contains("the leader is other");
    assertThat(bridge.cluster.writes()).hasSize(before);
    bridge.leadership = Leadership.alone();
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("succeeded");
  }

  @Test
  void pause_inTheMiddleOfADrain_stopsItsParts() {
    script = on("evict forReal", Fault.NOT_NOW);
    bridge.approve(DrivenBridge.node("n1"));
    bridge.pass(Duration.ofSeconds(30));
    bridge.post("/api/v1/pause", "alice-token", "{\"reason\":\"stop\"}");
    script = call -> null;
    int before = bridge.cluster.writes().size();
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.cluster.writes()).hasSize(before);
    bridge.post("/api/v1/resume", "alice-token", "{\"reason\":\"go\"}");
    bridge.pass(Duration.ofMinutes(1));
    assertThat(bridge.phase()).isEqualTo("succeeded");
  }

  @Test
  void verification_apiServerGone_isInconclusiveAndNeverRepeated() {
    bridge.approve(DrivenBridge.pod("cart-1"));
    script = call -> Fault.UNKNOWN;
    bridge.pass(Duration.ofMinutes(5));
    assertThat(bridge.phase()).isEqualTo("inconclusive");
    script = call -> null;
    bridge.pass(Duration.ofMinutes(30));
    assertThat(bridge.phase()).isEqualTo("inconclusive");
    assertThat(bridge.cluster.writes()).hasSize(1);
  }

  /** An object that no action can read ends the plan instead of being tried for ever. */
  @Test
  void object_unreadable_endsThePlan() {
    bridge.fire(DrivenBridge.node("n1"));
    bridge.decide("alice-token", "approve", bridge.newest(), "go");
    ObjectNode odd = bridge.cluster.get(Resource.NODES, "", "n2").orElseThrow();
    odd.withObject("/status/allocatable").put("cpu", "many");
    bridge.cluster.put(Resource.NODES, "", odd);
    bridge.pass(Duration.ofSeconds(30));
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(reason()).contains("not a quantity: many");
  }

  @Test
  void alert_resolvedWhileWaiting_endsThePlan() {
    Map<String, String> labels = DrivenBridge.pod("cart-1");
    bridge.fire(labels);
    bridge.post("/api/v1/alertmanager", "sender-token", bridge.notification("resolved", labels));
    bridge.turn();
    assertThat(bridge.phase()).isEqualTo("denied");
    assertThat(reason()).contains("resolved before acting");
  }
}
