package io.aionyx.bridge.gate;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.cluster.ClusterException;
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
import io.aionyx.bridge.prom.Sample;
import io.aionyx.bridge.prom.UnavailableException;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each gate alone: one plan passes all of them, and each row spoils one thing and says which gate
 * has to notice and how.
 */
final class GatesTest {

  /** One thing that is wrong with an otherwise good plan on autopilot. */
  private record Spoilt(String gate, String verdict, String what, BiConsumer<GatesTest, Plan> how) {
    @Override
    public String toString() {
      return gate + " says " + verdict + ": " + what;
    }
  }

  /** What a row may change of the plan. */
  private static final class Plan {
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

  private final Database database = Database.inMemory();
  private final Ledger ledger = new Ledger(database);
  private final Outcomes outcomes = new Outcomes(database);
  private final PauseSwitch pause = new PauseSwitch(database);
  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedAlerts alerts = new SimulatedAlerts();
  private SimulatedMetrics metrics = new SimulatedMetrics();
  private boolean noPrometheus;
  private boolean prometheusGone;
  private Leadership leadership = Leadership.alone();
  private final List<String> rateLimited = new ArrayList<>();
  private Prediction prediction = new Prediction("model", 0.9, 0.8, 0.95, NOW.minusSeconds(10));
  private double holdOut;
  private final StringBuilder yaml = new StringBuilder();

  @BeforeEach
  void world() {
    cluster.put(Resource.PODS, "shop", SimulatedCluster.pod("cart-1", "cart", "n1"));
    metrics.answer("sum(aionyx_tracked_entities", 100);
    metrics.answer("(time() - min(", 40);
    metrics.answer("max(aionyx_model_drift_score)", 0.1);
    metrics.answer(RIGHT, 300);
  }

  private static final String RIGHT =
      "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"oom\",outcome=\"true";
  private static final String WRONG =
      "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"oom\",outcome=\"false";

  @AfterEach
  void close() {
    database.close();
  }

  private GateConfig config() {
    String text =
        "alertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\ngates:\n"
            + "  hold_out: "
            + holdOut
            + "\n  scope: {clusters: [prod], namespaces: [shop, aionyx]}\n"
            + yaml;
    return BridgeConfig.read(YamlDoor.parse("t", text, Map.of())).gates();
  }

  private Gates gates() {
    Actions actions = new Actions(cluster, "aionyx", List.of());
    return new Gates(
        new Gates.World(
            config(),
            "aionyx",
            actions,
            ledger,
            outcomes,
            pause,
            noPrometheus ? Optional.empty() : Optional.of(this::query),
            alerts,
            leadership,
            rateLimited::add,
            (c, n) -> {}));
  }

  private List<Sample> query(String expression) {
    if (prometheusGone) {
      throw new UnavailableException("Prometheus answered 503");
    }
    return metrics.query(expression);
  }

  private Case present(Plan plan) {
    Episode plain = Remediations.episode(plan.target, "oom");
    Episode episode =
        new Episode(
            plain.fingerprint(),
            NOW,
            plan.target,
            "oom",
            "2h",
            Duration.ofHours(2),
            "A",
            plan.truncated);
    metrics.predict(episode, prediction);
    Remediation base = Remediations.planned("me", plan.action, plan.impact, plan.target);
    Remediation r =
        new Remediation(
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
    Step step =
        new Step(
            plan.action,
            new TreeMap<>(plan.parameters),
            plan.preconditions,
            List.of(),
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            true,
            plan.critical);
    String uid =
        cluster.get(Resource.PODS, "shop", "cart-1").orElseThrow().at("/metadata/uid").asText();
    return new Case(
        r,
        step,
        new Actions(cluster, "aionyx", List.of()).get(plan.action).card(),
        Optional.of(
            new Preflight(
                "rev", "shop/ReplicaSet/cart", plan.population, plan.blockers, Map.of("uid", uid))),
        plan.approved
            ? Optional.of(new Decisions.Decision(base.id(), "plan", true, "alice", "yes", NOW))
            : Optional.empty(),
        plan.minimumLower,
        plan.now);
  }

  private Gates.Judgement judge(Plan plan) {
    return gates().ask(present(plan));
  }

  /** Another remediation, begun so long ago and still under way. */
  private void active(String id, String pod, String namespace, long secondsAgo, String scope) {
    Remediation r =
        Remediations.planned(id, "evict-pod", Impact.POD, Remediations.pod(namespace, pod))
            .started(Map.of(), NOW.minusSeconds(secondsAgo), 0)
            .remembering(Map.of("scope", scope, "owner", namespace + "/ReplicaSet/" + scope))
            .moved(Phase.VERIFYING, "", NOW, NOW.plusSeconds(60));
    database.inTransaction(tx -> ledger.insertIfNew(tx, r));
  }

  /** Another remediation of the same owner that ended so. */
  private void ended(String id, Phase end, long secondsAgo) {
    Remediation r =
        Remediations.planned(id, "evict-pod", Impact.POD, Remediations.pod("shop", "old-" + id))
            .remembering(Map.of("owner", "shop/ReplicaSet/cart"));
    Instant at = NOW.minusSeconds(secondsAgo);
    database.inTransaction(
        tx -> ledger.insertIfNew(tx, Remediations.ended(r, end, at, at.plusSeconds(1))));
  }

  private void others(int count, String prefix) {
    for (int i = 0; i < count; i++) {
      Remediation r =
          Remediations.planned(
              prefix + i, "evict-pod", Impact.POD, Remediations.pod("shop", prefix + i));
      database.inTransaction(tx -> ledger.insertIfNew(tx, r.moved(Phase.ADVISED, "", NOW, NOW)));
    }
  }

  /** The first pod that the lot leaves alone; a fair lot takes one of two. */
  private Target heldOut() {
    for (int i = 0; i < 50; i++) {
      Plan plan = new Plan();
      plan.target = Remediations.pod("shop", "p" + i);
      if (new HoldOutGate(0.5).judge(present(plan)) instanceof Verdict.Refused) {
        return plan.target;
      }
    }
    throw new AssertionError("none of fifty is held out");
  }

  static Stream<Spoilt> spoilt() {
    return Stream.of(
        new Spoilt(
            "pause",
            "not now",
            "a person stopped everything",
            (t, p) ->
                t.database.inTransaction(
                    tx -> {
                      t.pause.pause(tx, new PauseSwitch.Pause("alice", "release", NOW));
                      return true;
                    })),
        new Spoilt(
            "scope",
            "advised",
            "another cluster",
            (t, p) ->
                p.target =
                    new Target(
                        "test",
                        "pod",
                        new TreeMap<>(Map.of("namespace", "shop", "pod", "cart-1")))),
        new Spoilt(
            "scope",
            "advised",
            "another namespace",
            (t, p) -> p.target = Remediations.pod("bank", "cart-1")),
        new Spoilt(
            "scope",
            "denied",
            "kube-system",
            (t, p) -> p.target = Remediations.pod("kube-system", "cart-1")),
        new Spoilt(
            "scope",
            "denied",
            "the bridge's own namespace, though listed",
            (t, p) -> p.target = Remediations.pod("aionyx", "cart-1")),
        new Spoilt("prediction", "advised", "no Prometheus", (t, p) -> t.noPrometheus = true),
        new Spoilt(
            "prediction", "not now", "Prometheus is away", (t, p) -> t.prometheusGone = true),
        new Spoilt(
            "prediction",
            "denied",
            "61 s old",
            (t, p) -> t.prediction = new Prediction("model", 0.9, 0.8, 0.95, NOW.minusSeconds(61))),
        new Spoilt(
            "prediction",
            "denied",
            "another model",
            (t, p) -> t.prediction = new Prediction("other", 0.9, 0.8, 0.95, NOW)),
        new Spoilt(
            "prediction",
            "denied",
            "the lower bound fell",
            (t, p) -> t.prediction = new Prediction("model", 0.9, 0.49, 0.95, NOW)),
        new Spoilt(
            "prediction", "denied", "the playbook asks more", (t, p) -> p.minimumLower = 0.81),
        new Spoilt("mode", "advised", "advise", (t, p) -> p.mode = Mode.ADVISE),
        new Spoilt("mode", "advised", "shadow", (t, p) -> p.mode = Mode.SHADOW),
        new Spoilt(
            "target",
            "advised",
            "the action sees a reason",
            (t, p) -> p.blockers.add("the pod is static")),
        new Spoilt(
            "target",
            "advised",
            "the kind does not fit",
            (t, p) -> {
              p.action = "drain-node";
              p.impact = Impact.NODE;
            }),
        new Spoilt("storm", "advised", "a truncated group", (t, p) -> p.truncated = true),
        new Spoilt("storm", "advised", "21 targets of late", (t, p) -> t.others(21, "s")),
        new Spoilt(
            "storm",
            "advised",
            "21 % of the kind at once",
            (t, p) -> t.metrics.answer("count(count by", 21)),
        new Spoilt(
            "storm",
            "advised",
            "several at once of an unknown number",
            (t, p) -> {
              t.metrics.answer("count(count by", 2);
              t.metrics.answer("sum(aionyx_tracked_entities", 0);
            }),
        new Spoilt(
            "veto",
            "advised",
            "a silence",
            (t, p) -> t.alerts.silence(Remediations.episode(p.target, "oom").fingerprint())),
        new Spoilt(
            "veto", "advised", "AionyxMaintenance fires", (t, p) -> t.metrics.answer("ALERTS{", 1)),
        new Spoilt(
            "hours",
            "advised",
            "a maintenance window",
            (t, p) ->
                t.yaml.append(
                    "  maintenance: [{name: up, from: 2025-12-31T00:00:00Z,"
                        + " to: 2026-01-02T00:00:00Z}]\n")),
        new Spoilt(
            "hours",
            "ask",
            "quiet hours over midnight",
            (t, p) ->
                t.yaml.append(
                    "  quiet_hours: [{from: \"23:30\", to: \"00:30\", mode: approve}]\n")),
        new Spoilt(
            "breaker",
            "advised",
            "three failures in a row",
            (t, p) -> {
              for (int i = 0; i < 3; i++) {
                t.ended("b" + i, Phase.FAILED, 1800 - i);
              }
            }),
        new Spoilt(
            "breaker",
            "ask",
            "cooled down: an approved probe",
            (t, p) -> {
              for (int i = 0; i < 3; i++) {
                t.ended("b" + i, Phase.FAILED, 3700 - i);
              }
            }),
        new Spoilt("promotion", "ask", "29 days", (t, p) -> t.metrics.answer("(time() - min(", 29)),
        new Spoilt("promotion", "ask", "58 of 58", (t, p) -> t.metrics.answer(RIGHT, 58)),
        new Spoilt(
            "promotion",
            "ask",
            "91 of 92",
            (t, p) -> {
              t.metrics.answer(RIGHT, 91);
              t.metrics.answer(WRONG, 1);
            }),
        new Spoilt(
            "promotion",
            "ask",
            "the input drifts",
            (t, p) -> t.metrics.answer("max(aionyx_model_drift_score)", 0.26)),
        new Spoilt(
            "hold_out",
            "advised",
            "it falls into the share",
            (t, p) -> {
              t.holdOut = 0.5;
              p.target = t.heldOut();
            }),
        new Spoilt("approval", "ask", "mode approve", (t, p) -> p.mode = Mode.APPROVE),
        new Spoilt(
            "approval", "ask", "the playbook calls it critical", (t, p) -> p.critical = true),
        new Spoilt(
            "approval",
            "ask",
            "the only replica",
            (t, p) -> p.population = new Preflight.Population("s", 1, 1, true, true, 0)),
        new Spoilt(
            "precondition",
            "advised",
            "its query returns nothing",
            (t, p) -> p.preconditions = List.of(new Step.Query("quiet", "nothing{}"))),
        new Spoilt(
            "leader",
            "not now",
            "another replica leads",
            (t, p) -> t.leadership = () -> new Leadership.Standing(false, "other", 7)),
        new Spoilt(
            "conflict",
            "not now",
            "somebody is at it",
            (t, p) -> t.active("a", "cart-1", "shop", 300, "x")),
        new Spoilt(
            "backoff",
            "not now",
            "9 s after the first",
            (t, p) -> t.ended("o", Phase.SUCCEEDED, 9)),
        new Spoilt(
            "backoff",
            "advised",
            "six within an hour",
            (t, p) -> {
              for (int i = 0; i < 6; i++) {
                t.ended("o" + i, Phase.SUCCEEDED, 3500 - i);
              }
            }),
        new Spoilt(
            "rate",
            "not now",
            "overall",
            (t, p) -> {
              t.yaml.append("  rate: {overall: 1/1m}\n");
              t.active("a", "x", "shop", 30, "x");
            }),
        new Spoilt(
            "rate",
            "not now",
            "of its kind",
            (t, p) -> {
              t.yaml.append("  rate: {pod: 1/1m}\n");
              t.active("a", "x", "shop", 30, "x");
            }),
        new Spoilt(
            "budget",
            "not now",
            "five at once",
            (t, p) -> {
              for (int i = 0; i < 5; i++) {
                t.active("a" + i, "x" + i, "shop", 300, "x" + i);
              }
            }),
        new Spoilt(
            "budget",
            "not now",
            "a quarter of the replicas",
            (t, p) -> {
              t.active("a0", "x0", "shop", 300, "shop/ReplicaSet/cart");
              t.active("a1", "x1", "shop", 300, "shop/ReplicaSet/cart");
            }),
        new Spoilt(
            "budget",
            "not now",
            "too few would stay healthy",
            (t, p) -> p.population = new Preflight.Population("s", 10, 5, true, true, 0)),
        new Spoilt(
            "budget",
            "not now",
            "others are cordoned already",
            (t, p) -> p.population = new Preflight.Population("s", 4, 3, true, true, 1)),
        new Spoilt(
            "blast_radius",
            "not now",
            "work in another namespace",
            (t, p) -> t.active("a", "x", "bank", 300, "x")),
        new Spoilt(
            "dry_run",
            "not now",
            "a disruption budget",
            (t, p) -> {
              var budget = io.aionyx.bridge.json.Json.object();
              budget.withObject("/metadata").put("name", "pdb");
              budget.withObject("/spec/selector/matchLabels").put("app", "cart");
              t.cluster.put(Resource.DISRUPTION_BUDGETS, "shop", budget);
            }),
        new Spoilt(
            "dry_run",
            "dry_run",
            "only rehearsals are wanted",
            (t, p) -> t.yaml.append("  dry_run: true\n")));
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void gate_oneThingWrong_saysSoAndNamesIt(Spoilt row) {
    Plan plan = new Plan();
    row.how().accept(this, plan);
    Gates.Judgement judgement = judge(plan);
    assertThat(judgement.last().gate() + " " + judgement.last().word())
        .as("%s", judgement.verdicts())
        .isEqualTo(row.gate() + " " + row.verdict());
    assertThat(judgement.last().reason()).isNotBlank();
  }

  @Test
  void everyGate_hasItsRows() {
    Set<String> covered = new TreeSet<>();
    spoilt().forEach(row -> covered.add(row.gate()));
    assertThat(covered).isEqualTo(new TreeSet<>(gates().names()));
  }

  @Test
  void goodPlan_everyGate_allows() {
    Gates.Judgement judgement = judge(new Plan());
    assertThat(judgement.last()).as("%s", judgement).isInstanceOf(Verdict.Allowed.class);
    assertThat(judgement.verdicts()).hasSize(gates().names().size());
  }

  @Test
  void question_approved_isOneNoMore() {
    Plan plan = new Plan();
    plan.mode = Mode.APPROVE;
    plan.approved = true;
    assertThat(judge(plan).last()).isInstanceOf(Verdict.Allowed.class);
    assertThat(judge(plan).verdicts())
        .filteredOn(v -> v.gate().equals("approval"))
        .singleElement()
        .satisfies(v -> assertThat(v.reason()).contains("approved by alice"));
  }

  @Test
  void holdOut_manyEpisodes_takesAboutItsShareAndAlwaysTheSame() {
    int held = 0;
    for (int i = 0; i < 4000; i++) {
      Plan plan = new Plan();
      plan.target = Remediations.pod("shop", "p" + i);
      Case c = present(plan);
      Verdict first = new HoldOutGate(0.05).judge(c);
      assertThat(new HoldOutGate(0.05).judge(c)).isEqualTo(first);
      held += first instanceof Verdict.Refused ? 1 : 0;
    }
    assertThat(held).isBetween(140, 260); // 200 expected; four standard deviations are 55
  }

  @Test
  void mode_adviseOfARecommendation_showsTheAdvice() {
    Plan plan = new Plan();
    plan.mode = Mode.ADVISE;
    plan.parameters = Map.of("advice", "look at its node");
    assertThat(judge(plan).last().reason()).contains("look at its node");
  }

  @Test
  void backoff_eachTime_waitsTwiceAsLong() {
    GateConfig.Backoff config =
        new GateConfig.Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5), 9);
    BackoffGate gate = new BackoffGate(outcomes, config);
    ended("o1", Phase.SUCCEEDED, 15);
    assertThat(gate.judge(present(new Plan())).word()).isEqualTo("allowed");
    ended("o2", Phase.SUCCEEDED, 14);
    assertThat(gate.judge(present(new Plan())).word()).isEqualTo("not now");
  }

  @Test
  void rate_limited_isTold() {
    yaml.append("  rate: {pod: 1/1m}\n");
    active("a", "x", "shop", 30, "x");
    judge(new Plan());
    assertThat(rateLimited).containsExactly("evict-pod");
  }

  @Test
  void prediction_twoModels_thePlannedOneCounts() {
    Case c = present(new Plan());
    Prediction louder = new Prediction("other", 0.99, 0.95, 1, NOW);
    List<Sample> both = new ArrayList<>();
    for (Prediction p : List.of(louder, prediction)) {
      both.add(
          new Sample(
              Map.of("__name__", "aionyx_failure_probability", "model", p.model()),
              p.probability()));
      both.add(
          new Sample(
              Map.of("__name__", "aionyx_failure_probability_lower", "model", p.model()),
              p.lower()));
      both.add(
          new Sample(
              Map.of("__name__", "aionyx_failure_probability_upper", "model", p.model()),
              p.upper()));
    }
    var predictions =
        new io.aionyx.bridge.prom.Predictions(
            q ->
                q.startsWith("timestamp(")
                    ? List.of(
                        new Sample(Map.of("model", "other"), NOW.getEpochSecond()),
                        new Sample(Map.of("model", "model"), NOW.getEpochSecond()))
                    : both);
    assertThat(new PredictionGate(Optional.of(predictions), config().prediction()).judge(c).word())
        .isEqualTo("allowed");
  }

  @Test
  void outage_ofAGatesPeer_neverOpensIt() {
    Case c = present(new Plan());
    for (RuntimeException e :
        List.of(
            new UnavailableException("away"),
            new ClusterException(ClusterException.Fault.UNKNOWN, "away"),
            new IllegalArgumentException("odd"))) {
      Gates gates =
          new Gates(
              new Gates.World(
                  config(),
                  "aionyx",
                  new Actions(cluster, "aionyx", List.of()),
                  ledger,
                  outcomes,
                  pause,
                  Optional.of(
                      q -> {
                        throw e;
                      }),
                  alerts,
                  leadership,
                  a -> {},
                  (x, n) -> {}));
      assertThat(gates.ask(c).last()).isNotInstanceOf(Verdict.Allowed.class);
    }
  }
}
