package io.aionyx.bridge.config;

import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Mode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Everything the gates compare with. RATIONALE.md says where each default comes from. */
public record GateConfig(
    Mode defaultMode,
    List<ModeRule> modes,
    Scope scope,
    Freshness prediction,
    Promotion promotion,
    double holdOutShare,
    Set<String> approvalActions,
    Duration approvalTtl,
    Rate overallRate,
    Map<Impact, Rate> rates,
    Map<Impact, Budget> budgets,
    Blast blast,
    Storm storm,
    List<QuietHours> quietHours,
    List<Maintenance> maintenance,
    List<String> vetoAlerts,
    Breaker breaker,
    Backoff backoff,
    boolean dryRunOnly) {

  /** The first rule that fits decides; an empty field fits everything. */
  public record ModeRule(String failureMode, String action, String namespace, Mode mode) {}

  /** An empty set of clusters or namespaces allows none of them to be acted on. */
  public record Scope(Set<String> clusters, Set<String> namespaces, Set<String> protectedOnes) {}

  public record Freshness(Duration maxAge, double minimumLower, Duration futureTolerance) {}

  public record Promotion(int days, double precision, int minimumEpisodes, double maximumDrift) {}

  /** At most {@code count} starts in any window of {@code per}. */
  public record Rate(int count, Duration per) {

    /** Reads {@code 10/1m}. */
    static Rate parse(String text) {
      String[] parts = text.split("/", 2);
      if (parts.length != 2 || !parts[0].matches("\\d{1,6}")) {
        throw new IllegalArgumentException("a rate is written like 10/1m: was " + text);
      }
      return new Rate(Integer.parseInt(parts[0]), Durations.parse(parts[1]));
    }

    @Override
    public String toString() {
      return count + "/" + Durations.format(per);
    }
  }

  /** At most so many at once, and at least this share left healthy. */
  public record Budget(int count, double share, double minHealthy) {}

  public record Blast(int namespaces, int clusters) {}

  public record Storm(double share, int targets, Duration window) {}

  /** In these hours nothing is done alone: {@code mode} is the most that is allowed. */
  public record QuietHours(
      Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Mode mode) {}

  public record Maintenance(String name, OffsetDateTime from, OffsetDateTime to) {}

  public record Breaker(
      double minimumSuccess, int window, int minimumOutcomes, int consecutive, Duration coolDown) {}

  public record Backoff(Duration first, Duration cap, int perHour) {}

  static GateConfig read(Section gates) {
    Section modes = gates.child("modes");
    Section approval = gates.child("approval");
    Section rate = gates.child("rate");
    GateConfig config =
        new GateConfig(
            modes.as("default", Mode.ADVISE, Mode::of),
            modes.children("rules").stream().map(GateConfig::modeRule).toList(),
            scope(gates.child("scope")),
            freshness(gates.child("prediction")),
            promotion(gates.child("promotion")),
            gates.number("hold_out", 0.05, 0, 0.5),
            Set.copyOf(approval.texts("actions", DEFAULT_CRITICAL)),
            approval.duration("ttl", Duration.ofMinutes(15)),
            rate.as("overall", Rate.parse("10/1m"), Rate::parse),
            rates(rate),
            budgets(gates.child("budget")),
            blast(gates.child("blast_radius")),
            storm(gates.child("storm")),
            gates.children("quiet_hours").stream().map(GateConfig::quiet).toList(),
            gates.children("maintenance").stream().map(GateConfig::maintenanceWindow).toList(),
            gates.texts("veto_alerts", List.of("AionyxMaintenance")),
            breaker(gates.child("breaker")),
            backoff(gates.child("backoff")),
            gates.flag("dry_run", false));
    modes.done();
    approval.done();
    rate.done();
    gates.done();
    return config;
  }

  private static final List<String> DEFAULT_CRITICAL =
      List.of(
          "cordon-node",
          "drain-node",
          "rollout-undo",
          "resize-resources",
          "isolate-pod",
          "hand-over-rollback",
          "renew-certificate",
          "sync-secret",
          "restart-node-local-dns");

  private static ModeRule modeRule(Section s) {
    ModeRule rule =
        new ModeRule(
            s.text("failure_mode", ""),
            s.text("action", ""),
            s.text("namespace", ""),
            s.as("mode", Mode.ADVISE, Mode::of));
    s.done();
    return rule;
  }

  private static Scope scope(Section s) {
    Scope scope =
        new Scope(
            Set.copyOf(s.texts("clusters", List.of())),
            Set.copyOf(s.texts("namespaces", List.of())),
            Set.copyOf(s.texts("protected_namespaces", List.of("kube-system", "kube-public"))));
    s.done();
    return scope;
  }

  private static Freshness freshness(Section s) {
    Freshness freshness =
        new Freshness(
            s.duration("max_age", Duration.ofSeconds(60)),
            s.number("minimum_lower", 0.5, 0, 1),
            s.duration("future_tolerance", Duration.ofMinutes(5)));
    s.done();
    return freshness;
  }

  private static Promotion promotion(Section s) {
    Promotion promotion =
        new Promotion(
            s.integer("days", 30, 1, 3650),
            s.number("precision", 0.95, 0.5, 1),
            s.integer("minimum_episodes", 59, 1, 1_000_000),
            s.number("maximum_drift", 0.25, 0, 100));
    s.done();
    return promotion;
  }

  private static Map<Impact, Rate> rates(Section s) {
    Map<Impact, Rate> rates = new EnumMap<>(Impact.class);
    rates.put(Impact.POD, s.as("pod", Rate.parse("10/1m"), Rate::parse));
    rates.put(Impact.WORKLOAD, s.as("workload", Rate.parse("2/1m"), Rate::parse));
    rates.put(Impact.NODE, s.as("node", Rate.parse("1/10m"), Rate::parse));
    rates.put(Impact.NETWORK, s.as("network", Rate.parse("1/10m"), Rate::parse));
    rates.put(Impact.DELEGATED, s.as("delegated", Rate.parse("2/1m"), Rate::parse));
    return rates;
  }

  private static Map<Impact, Budget> budgets(Section s) {
    Map<Impact, Budget> budgets = new EnumMap<>(Impact.class);
    budgets.put(Impact.POD, budget(s.child("pod"), new Budget(5, 0.25, 0.5)));
    budgets.put(Impact.WORKLOAD, budget(s.child("workload"), new Budget(2, 0.25, 0.5)));
    budgets.put(Impact.NODE, budget(s.child("node"), new Budget(1, 0.1, 0.51)));
    budgets.put(Impact.NETWORK, budget(s.child("network"), new Budget(1, 0.25, 0.5)));
    budgets.put(Impact.DELEGATED, budget(s.child("delegated"), new Budget(2, 1, 0)));
    s.done();
    return budgets;
  }

  private static Budget budget(Section s, Budget fallback) {
    Budget budget =
        new Budget(
            s.integer("count", fallback.count(), 0, 10_000),
            s.number("share", fallback.share(), 0, 1),
            s.number("min_healthy", fallback.minHealthy(), 0, 1));
    s.done();
    return budget;
  }

  private static Blast blast(Section s) {
    Blast blast = new Blast(s.integer("namespaces", 1, 1, 1000), s.integer("clusters", 1, 1, 100));
    s.done();
    return blast;
  }

  private static Storm storm(Section s) {
    Storm storm =
        new Storm(
            s.number("share", 0.2, 0, 1),
            s.integer("targets", 20, 1, 100_000),
            s.duration("window", Duration.ofMinutes(5)));
    s.done();
    return storm;
  }

  private static QuietHours quiet(Section s) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String day : s.texts("days", List.of())) {
      days.add(day(s, day));
    }
    QuietHours hours =
        new QuietHours(
            days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
            s.as("from", LocalTime.MIDNIGHT, ConfigTimes::time),
            s.as("to", LocalTime.MIDNIGHT, ConfigTimes::time),
            s.as("zone", ZoneId.of("UTC"), ConfigTimes::zone),
            s.as("mode", Mode.ADVISE, Mode::of));
    s.done();
    return hours;
  }

  private static DayOfWeek day(Section s, String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() >= 3) {
        return day;
      }
    }
    throw s.error("days", "must be like mon or monday: was " + text);
  }

  private static Maintenance maintenanceWindow(Section s) {
    Maintenance window =
        new Maintenance(
            s.required("name"), ConfigTimes.instant(s, "from"), ConfigTimes.instant(s, "to"));
    s.done();
    return window;
  }

  private static Breaker breaker(Section s) {
    Breaker breaker =
        new Breaker(
            s.number("minimum_success", 0.8, 0, 1),
            s.integer("window", 20, 1, 1000),
            s.integer("minimum_outcomes", 10, 1, 1000),
            s.integer("consecutive_failures", 3, 1, 1000),
            s.duration("cool_down", Duration.ofHours(1)));
    s.done();
    return breaker;
  }

  private static Backoff backoff(Section s) {
    Backoff backoff =
        new Backoff(
            s.duration("first", Duration.ofSeconds(10)),
            s.duration("cap", Duration.ofMinutes(5)),
            s.integer("per_hour", 6, 1, 1000));
    s.done();
    return backoff;
  }
}
