package io.aionyx.bridge.gate;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Remediations;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.sim.SimulatedAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import io.aionyx.bridge.store.PauseSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plan on autopilot that every gate allows, and a world to spoil one thing of, so that a test can
 * see which gate notices.
 */
final class GateWorld implements AutoCloseable {

  static final String RIGHT =
      "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"oom\",outcome=\"true";
  static final String WRONG =
      "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"oom\",outcome=\"false";
  static final String DAYS = "(time() - min(";
  static final String DRIFT = "max(aionyx_model_drift_score{model=\"model\"})";

  /** What a test may spoil of the plan. */
  static final class Plan {
    Target target = Remediations.pod("shop", "cart-1");
    String action = "evict-pod";
    Impact impact = Impact.POD;
    Mode mode = Mode.AUTOPILOT;
    boolean truncated;
    boolean critical;
    boolean approved;
    double minimumLower = 0.5;
    List<Step.Query> preconditions = List.of();
    Instant now = NOW;
    Preflight.Population population =
        new Preflight.Population("shop/ReplicaSet/cart", 10, 10, true, true, 0);
    List<String> blockers = new ArrayList<>();
    Map<String, String> parameters = new TreeMap<>();
  }

  final Plan plan = new Plan();
  final Database database = Database.inMemory();
  final Ledger ledger = new Ledger(database);
  final Outcomes outcomes = new Outcomes(database);
  final PauseSwitch pause = new PauseSwitch(database);
  final SimulatedCluster cluster = new SimulatedCluster();
  final SimulatedAlerts alerts = new SimulatedAlerts();
  final SimulatedMetrics metrics = new SimulatedMetrics();
  final List<String> rateLimited = new ArrayList<>();
  Optional<Metrics> prometheus = Optional.of(metrics);
  Leadership leadership = Leadership.alone();
  Prediction prediction = new Prediction("model", 0.9, 0.8, 0.95, NOW.minusSeconds(10));

  /** Further lines of the gates' configuration. */
  String yaml = "";

  double holdOut;

  GateWorld() {
    cluster.put(Resource.PODS, "shop", SimulatedCluster.pod("cart-1", "cart", "n1"));
    metrics.answer("sum(aionyx_tracked_entities", 100);
    metrics.answer(DAYS, 40);
    metrics.answer(DRIFT, 0.1);
    metrics.answer(RIGHT, 300);
  }

  GateConfig config() {
    String text =
        "alertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\ngates:\n  hold_out: "
            + holdOut
            + "\n  scope: {clusters: [prod], namespaces: [shop, aionyx]}\n"
            + yaml;
    return BridgeConfig.read(YamlDoor.parse("t", text, Map.of())).gates();
  }

  Gates gates() {
    return new Gates(
        new Gates.World(
            config(),
            "aionyx",
            new Actions(cluster, "aionyx", List.of()),
            ledger,
            outcomes,
            pause,
            prometheus,
            alerts,
            leadership,
            rateLimited::add));
  }

  /** The plan before the gates, with its prediction in Prometheus. */
  Case present() {
    Episode episode = episode();
    metrics.predict(episode, prediction);
    String uid =
        cluster.get(Resource.PODS, "shop", "cart-1").orElseThrow().at("/metadata/uid").asText();
    return new Case(
        remediation(episode),
        step(),
        new Actions(cluster, "aionyx", List.of()).get(plan.action).card(),
        Optional.of(
            new Preflight(
                "rev", "shop/ReplicaSet/cart", plan.population, plan.blockers, Map.of("uid", uid))),
        plan.approved
            ? Optional.of(new Decisions.Decision("me", "plan", true, "alice", "yes", NOW))
            : Optional.empty(),
        plan.minimumLower,
        plan.now);
  }

  private Episode episode() {
    String fingerprint = Remediations.episode(plan.target, "oom").fingerprint();
    return new Episode(
        fingerprint, NOW, plan.target, "oom", "2h", Duration.ofHours(2), "A", plan.truncated);
  }

  private Remediation remediation(Episode episode) {
    return new Remediation(
        "me",
        episode,
        "p",
        0,
        plan.action,
        plan.impact,
        new TreeMap<>(plan.parameters),
        Phase.APPROVED,
        "",
        plan.mode,
        "plan",
        "model",
        Map.of(),
        Map.of(),
        NOW,
        NOW,
        NOW,
        null,
        0);
  }

  private Step step() {
    return new Step(
        plan.action,
        new TreeMap<>(plan.parameters),
        plan.preconditions,
        List.of(),
        Duration.ZERO,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        true,
        plan.critical);
  }

  Gates.Judgement judge() {
    return gates().ask(present());
  }

  /** The deciding verdict, as {@code gate: word}. */
  String verdict() {
    Verdict last = judge().last();
    assertThat(last.reason()).isNotBlank();
    return last.gate() + ": " + last.word();
  }

  /** Another remediation, begun so long ago and still under way. */
  void active(String id, String pod, String namespace, long secondsAgo, String scope) {
    Remediation r =
        Remediations.planned(id, "evict-pod", Impact.POD, Remediations.pod(namespace, pod))
            .started(Map.of(), NOW.minusSeconds(secondsAgo), 0)
            .remembering(Map.of("scope", scope, "owner", namespace + "/ReplicaSet/" + scope))
            .moved(Phase.VERIFYING, "", NOW, NOW.plusSeconds(60));
    database.inTransaction(tx -> ledger.insertIfNew(tx, r));
  }

  /** Another remediation of the same owner that began so long ago and ended a second later. */
  void ended(String id, Phase end, long secondsAgo) {
    Remediation r =
        Remediations.planned(id, "evict-pod", Impact.POD, Remediations.pod("shop", "old-" + id))
            .remembering(Map.of("owner", "shop/ReplicaSet/cart"));
    Instant at = NOW.minusSeconds(secondsAgo);
    database.inTransaction(
        tx -> ledger.insertIfNew(tx, Remediations.ended(r, end, at, at.plusSeconds(1))));
  }

  /** As many in a row, the last of them so long ago. */
  void endedInARow(int count, Phase end, long secondsAgo) {
    for (int i = 0; i < count; i++) {
      ended("row" + i, end, secondsAgo + 10L * (count - 1 - i));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
