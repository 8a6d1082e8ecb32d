package io.aionyx.bridge.observe;

import io.aionyx.bridge.audit.AuditHead;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Breaker;
import io.aionyx.bridge.gate.Promotions;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.store.Inbox;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import io.aionyx.bridge.store.PauseSwitch;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Gauges read from the bridge's memory at scrape time. {@code
 * aionyx_remediation_verified_timestamp_seconds} is how a predictor learns that a failure it
 * predicted was averted: it carries the entity's identity labels and the time of the verdict.
 */
public final class StateCollector implements MultiCollector {

  private static final Duration OUTCOMES_SHOWN = Duration.ofHours(24);
  private static final int MAX_OUTCOMES = 500;
  private static final int WINDOW = 20;

  private final Ledger ledger;
  private final Outcomes outcomes;
  private final AuditLog audit;
  private final Inbox inbox;
  private final PauseSwitch pause;
  private final Leadership leadership;
  private final GateConfig gates;
  private final Promotions promotions;
  private final BooleanSupplier chainValid;
  private final InstantSource clock;

  public StateCollector(
      Ledger ledger,
      Outcomes outcomes,
      AuditLog audit,
      Inbox inbox,
      PauseSwitch pause,
      Leadership leadership,
      GateConfig gates,
      Promotions promotions,
      BooleanSupplier chainValid,
      InstantSource clock) {
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.audit = audit;
    this.inbox = inbox;
    this.pause = pause;
    this.leadership = leadership;
    this.gates = gates;
    this.promotions = promotions;
    this.chainValid = chainValid;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(head());
    all.add(one("aionyx_audit_chain_valid", "1 if the audit hash chain verifies.", chainValid));
    all.add(pending());
    all.add(successRatios());
    all.add(breakers());
    all.add(blastRadius());
    all.add(promotionStates());
    all.add(evidenceRemaining());
    all.add(verified());
    all.add(one("aionyx_bridge_paused", "1 while paused.", () -> pause.current().isPresent()));
    all.add(
        one(
            "aionyx_bridge_leader",
            "1 while this replica may act.",
            () -> leadership.standing().leader()));
    all.add(
        gauge(
            "aionyx_bridge_queue_alerts",
            "Acknowledged alerts not yet planned.",
            List.of(point(inbox.length(), Labels.EMPTY))));
    return new MetricSnapshots(all);
  }

  private MetricSnapshot head() {
    AuditHead head = audit.head();
    Labels labels = Labels.of("sequence", Long.toString(head.sequence()), "sha256", head.sha256());
    return InfoSnapshot.builder()
        .name("aionyx_audit_head") // the format adds _info
        .help("Head of the audit hash chain.")
        .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels).build())
        .build();
  }

  private MetricSnapshot pending() {
    Map<String, Integer> counts = new HashMap<>();
    ledger.inPhase(Phase.AWAITING_APPROVAL).forEach(r -> counts.merge(r.action(), 1, Integer::sum));
    return gauge(
        "aionyx_remediation_pending_approvals",
        "Actions that wait for approval.",
        counts.entrySet().stream()
            .map(e -> point(e.getValue(), Labels.of("action", e.getKey())))
            .toList());
  }

  private MetricSnapshot successRatios() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (String action : outcomes.actions()) {
      List<Outcomes.Outcome> last = outcomes.last(action, WINDOW);
      long good = last.stream().filter(Outcomes.Outcome::succeeded).count();
      points.add(
          point(good / (double) last.size(), Labels.of("action", action, "window", "last20")));
    }
    return gauge(
        "aionyx_remediation_success_ratio", "Share of actions verified as successful.", points);
  }

  private MetricSnapshot breakers() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (String action : outcomes.actions()) {
      points.add(breaker(action, outcomes.last(action, 200)));
    }
    points.add(breaker("all", outcomes.last(200)));
    return gauge(
        "aionyx_remediation_circuit_breaker_open",
        "1 while the circuit breaker stops actions.",
        points);
  }

  private GaugeDataPointSnapshot breaker(String action, List<Outcomes.Outcome> last) {
    Breaker state = Breaker.replay(last, gates.breaker(), clock.instant());
    return point(state instanceof Breaker.Closed ? 0 : 1, Labels.of("action", action));
  }

  private MetricSnapshot blastRadius() {
    Map<String, Double> shares = new HashMap<>();
    for (Remediation r : ledger.active()) {
      double total = Double.parseDouble(r.memo().getOrDefault("total", "1"));
      shares.merge(r.memo().getOrDefault("scope", r.target().key()), 1 / total, Double::sum);
    }
    return gauge(
        "aionyx_remediation_blast_radius_ratio",
        "Share of the scope now under remediation.",
        shares.entrySet().stream()
            .map(e -> point(e.getValue(), Labels.of("scope", e.getKey())))
            .toList());
  }

  /** Every state of each, so that the one before does not go on as if it were still true. */
  private MetricSnapshot promotionStates() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (Promotions.Standing standing : promotions.standings()) {
      for (Mode state : Mode.values()) {
        Labels labels = names(standing).add("state", state.text());
        points.add(point(state == standing.state() ? 1 : 0, labels));
      }
    }
    return gauge(
        "aionyx_promotion_state", "1 for the most that is done about a failure mode.", points);
  }

  private MetricSnapshot evidenceRemaining() {
    return gauge(
        "aionyx_promotion_evidence_remaining",
        "Resolved predictions still needed before promotion is possible.",
        promotions.standings().stream().map(s -> point(s.remaining(), names(s))).toList());
  }

  private static Labels names(Promotions.Standing standing) {
    return Labels.of("action", standing.action(), "failure_mode", standing.failureMode());
  }

  private MetricSnapshot verified() {
    Map<Labels, GaugeDataPointSnapshot> newest = new HashMap<>();
    Instant since = clock.instant().minus(OUTCOMES_SHOWN);
    for (Remediation r : ledger.finishedSince(since, MAX_OUTCOMES)) {
      if (r.phase().isOutcome()) {
        Labels labels = outcomeLabels(r);
        newest.putIfAbsent(labels, point(r.updatedAt().toEpochMilli() / 1000.0, labels));
      }
    }
    return gauge(
        "aionyx_remediation_verified_timestamp_seconds",
        "When the outcome of a remediation was verified.",
        List.copyOf(newest.values()));
  }

  private static Labels outcomeLabels(Remediation r) {
    Map<String, String> labels = new HashMap<>(PromText.values(r.episode()));
    labels.put("action", r.action());
    labels.put("result", r.phase().text());
    String[] names = labels.keySet().toArray(String[]::new);
    String[] values = labels.values().toArray(String[]::new);
    return Labels.of(names, values);
  }

  private static MetricSnapshot one(String name, String help, BooleanSupplier value) {
    return gauge(name, help, List.of(point(value.getAsBoolean() ? 1 : 0, Labels.EMPTY)));
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return new GaugeDataPointSnapshot(value, labels, null);
  }

  private static MetricSnapshot gauge(
      String name, String help, List<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    points.forEach(builder::dataPoint);
    return builder.build();
  }
}
