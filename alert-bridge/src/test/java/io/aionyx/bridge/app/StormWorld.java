package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.sim.SimulatedAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * One bridge in a simulated world with its own time. It is thrown storms of alerts with duplicates,
 * reorderings, forged ones, API errors and crashes; what must always hold is checked from outside
 * the bridge, on the cluster's own list of writes and on the stored remediations.
 */
final class StormWorld implements AutoCloseable {

  private static final String YAML =
      """
      listen: 127.0.0.1:0
      alertmanager: {url: "http://simulated:1"}
      storage: {path: unused}
      playbooks: {shipped: false, files: ["src/test/resources/storm-playbooks.yaml"]}
      gates:
        modes: {default: %s}
        scope: {clusters: [sim], namespaces: [a, b, c]}
        rate: {overall: 4/1m, pod: 3/1m}
        budget: {pod: {count: 2, share: 0.5, min_healthy: 0.5}}
        storm: {targets: 50}
      """;

  private final Random random;
  private final Database database = Database.inMemory();
  private final SimulatedCluster cluster = new SimulatedCluster();
  private final SimulatedMetrics metrics = new SimulatedMetrics();
  private final FaultyCluster faulty;
  private final BridgeConfig config;
  private final Map<String, Instant> starts = new HashMap<>();
  private final Deque<Instant> startTimes = new ArrayDeque<>();
  private final List<Phase> outcomes = new ArrayList<>();
  private Instant lastBadRun = Instant.MIN;
  private int seenWrites;
  private final Map<String, String> evictedUids = new HashMap<>();
  private Bridge bridge;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  int crashes;
  int alertsSent;

  StormWorld(long seed) {
    random = new Random(seed);
    faulty = new FaultyCluster(cluster, random);
    String mode = random.nextBoolean() ? "autopilot" : "approve";
    config = BridgeConfig.read(YamlDoor.parse("storm", YAML.formatted(mode), Map.of()));
    for (String namespace : List.of("a", "b", "c")) {
      for (int i = 0; i < 4; i++) {
        cluster.put(Resource.PODS, namespace, SimulatedCluster.pod("p" + i, "app", "n" + i));
      }
    }
    metrics.answer("sum(aionyx_tracked_entities", 1000);
    metrics.answer("(time() - min(", 40);
    metrics.answer("max(aionyx_model_drift_score", 0.1);
    metrics.answer(
        "sum(increase(aionyx_predictions_resolved_total{failure_mode=\"oom\",outcome=\"true", 300);
    bridge = newBridge();
  }

  private Bridge newBridge() {
    Peers peers =
        new Peers(
            faulty,
            Leadership.alone(),
            Optional.of(metrics),
            new SimulatedAlerts(),
            () -> now,
            () -> {});
    return new Bridge(config, peers, database);
  }

  /** One storm: some pods are predicted to fail, alerts arrive in a mess, time passes. */
  void storm() {
    List<Alert> alerts = new ArrayList<>();
    int targets = 1 + random.nextInt(3);
    for (int i = 0; i < targets; i++) {
      episode(alerts);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      alerts.add(alerts.get(random.nextInt(alerts.size())));
    }
    Collections.shuffle(alerts, random);
    alertsSent += alerts.size();
    alerts.forEach(alert -> bridge.inbox().accept(List.of(alert), now));
    int turns = 3 + random.nextInt(4);
    for (int i = 0; i < turns; i++) {
      turn();
      now = now.plus(Duration.ofSeconds(5 + random.nextInt(40)));
    }
  }

  private void episode(List<Alert> alerts) {
    String namespace = List.of("a", "b", "c").get(random.nextInt(3));
    List<String> pods =
        cluster.list(Resource.PODS, namespace, "", "").stream()
            .map(p -> p.path("metadata").path("name").asText())
            .toList();
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", "A");
    labels.put("aionyx_remediate", "true");
    labels.put("cluster", random.nextInt(20) == 0 ? "elsewhere" : "sim");
    labels.put("entity_kind", "pod");
    labels.put("namespace", random.nextInt(30) == 0 ? "kube-system" : namespace);
    labels.put("pod", pods.get(random.nextInt(pods.size())));
    labels.put("failure_mode", "oom");
    labels.put("horizon", "30m");
    Instant startsAt = now.minusSeconds(random.nextInt(60));
    alerts.add(new Alert(true, labels, Map.of(), startsAt, random.nextInt(50) == 0));
    boolean forged = random.nextInt(10) == 0;
    if (!forged) {
      predict(labels, startsAt);
    }
    if (random.nextInt(5) == 0) {
      alerts.add(new Alert(false, labels, Map.of(), startsAt, false));
    }
  }

  private void predict(TreeMap<String, String> labels, Instant startsAt) {
    Episode episode =
        new Episode(
            "f",
            startsAt,
            Target.of(labels, Target.KINDS),
            "oom",
            "30m",
            Duration.ofMinutes(30),
            "A",
            false);
    double lower = 0.3 + random.nextDouble() * 0.6;
    Instant at = now.minusSeconds(random.nextInt(20)).plusSeconds(200);
    metrics.predict(episode, new Prediction("m", Math.min(1, lower + 0.1), lower, 1, at));
    if (random.nextInt(3) == 0) {
      metrics.forget(episode);
    }
  }

  private void turn() {
    try {
      while (bridge.intake().drain() > 0) {
        decideSome();
      }
      for (Remediation r : bridge.ledger().due(now, 100)) {
        advance(r);
      }
      decideSome();
    } catch (FaultyCluster.Crash crash) {
      crashes++;
      noteWrites();
      bridge = newBridge();
      recover();
    }
  }

  private void recover() {
    bridge.engine().recover();
    assertThat(bridge.ledger().inPhase(Phase.RUNNING)).isEmpty();
  }

  private void advance(Remediation stale) {
    Optional<Remediation> r = bridge.ledger().find(stale.id());
    while (r.isPresent() && !r.get().phase().isFinal() && !r.get().nextAt().isAfter(now)) {
      Remediation before = r.get();
      Remediation after = bridge.engine().advance(before);
      check(before, after);
      r = Optional.of(after);
    }
  }

  private void decideSome() {
    Decisions decisions = new Decisions(database);
    for (Remediation r : bridge.ledger().inPhase(Phase.AWAITING_APPROVAL)) {
      if (random.nextInt(3) > 0) {
        boolean yes = random.nextInt(5) > 0;
        Remediation due = r.moved(r.phase(), r.reason(), r.updatedAt(), now);
        database.inTransaction(
            tx -> {
              bridge.ledger().save(tx, due);
              return decisions.record(
                  tx, new Decisions.Decision(r.id(), r.planHash(), yes, "p", "r", now));
            });
      }
    }
  }

  private void check(Remediation before, Remediation after) {
    noteWrites();
    if (before.phase() == Phase.APPROVED && after.phase() == Phase.RUNNING) {
      started(after);
    }
    if (before.phase() == Phase.RUNNING && after.actedAt() == null) {
      refusedForNow(after);
    }
    if (!before.phase().isFinal() && after.phase().isOutcome()) {
      ended(after);
    }
    assertThat(after.target().cluster().equals("sim") || after.actedAt() == null).isTrue();
    assertThat(after.target().namespace().equals("kube-system") && after.actedAt() != null)
        .isFalse();
  }

  private void started(Remediation r) {
    assertThat(starts.put(r.id(), now)).describedAs("started twice: %s", r).isNull();
    startTimes.addLast(now);
    while (!startTimes.isEmpty() && !startTimes.getFirst().isAfter(now.minusSeconds(60))) {
      startTimes.removeFirst();
    }
    assertThat(startTimes).describedAs("pod rate 3/1m").hasSizeLessThanOrEqualTo(3);
    List<Remediation> active = bridge.ledger().active();
    assertThat(active).describedAs("budget of 2").hasSizeLessThanOrEqualTo(2);
    assertThat(active.stream().map(a -> a.target().namespace()).distinct()).hasSize(1);
    assertThat(active.stream().map(a -> a.target().key()).distinct()).hasSize(active.size());
    boolean approved =
        new Decisions(database).of(r.id()).filter(Decisions.Decision::approved).isPresent();
    assertThat(approved || now.isAfter(lastBadRun.plus(Duration.ofHours(1)).minusMillis(1)))
        .describedAs("breaker: started at %s after bad run at %s", now, lastBadRun)
        .isTrue();
  }

  /** The API server said no before anything changed: the place is free again. */
  private void refusedForNow(Remediation r) {
    startTimes.remove(starts.remove(r.id()));
  }

  /** Counted apart from the bridge's breaker: three bad outcomes in a row. */
  private void ended(Remediation r) {
    if (r.actedAt() == null) {
      return;
    }
    outcomes.add(r.phase());
    int last = outcomes.size();
    boolean bad =
        last >= 3 && outcomes.subList(last - 3, last).stream().noneMatch(p -> p == Phase.SUCCEEDED);
    if (bad) {
      lastBadRun = now;
    } else if (r.phase() == Phase.SUCCEEDED
        && starts.getOrDefault(r.id(), Instant.MIN).isAfter(lastBadRun)) {
      lastBadRun = Instant.MIN.plus(Duration.ofDays(1));
    }
  }

  private void noteWrites() {
    List<String> writes = cluster.writes();
    for (String write : writes.subList(seenWrites, writes.size())) {
      String uid = write.substring(write.lastIndexOf(' ') + 1);
      assertThat(evictedUids.put(uid, write)).describedAs("evicted twice: %s", write).isNull();
    }
    seenWrites = writes.size();
  }

  int evictions() {
    return seenWrites;
  }

  int started() {
    return starts.size();
  }

  /** Lets time pass until nothing can still be waiting, then looks at everything. */
  void finish() {
    faulty.crashShare = 0;
    faulty.faultShare = 0;
    for (int i = 0; i < 400 && bridge.ledger().nextDue().isPresent(); i++) {
      turn();
      now = now.plus(Duration.ofSeconds(20));
    }
    assertThat(bridge.ledger().nextDue()).describedAs("nothing is lost").isEmpty();
    assertThat(bridge.inbox().length()).isZero();
    assertThat(AuditVerifier.verify(database, List.of()).problems()).isEmpty();
    assertThat(evictions())
        .describedAs("writes only by started actions")
        .isLessThanOrEqualTo(started());
  }

  @Override
  public void close() {
    database.close();
  }
}
