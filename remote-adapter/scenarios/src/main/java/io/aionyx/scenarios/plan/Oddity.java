package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.plan.Happening.Type;
import io.aionyx.scenarios.plan.Target.Scope;
import java.util.List;
import java.util.Locale;

/**
 * Harmless goings-on of a healthy cluster that are no twin of a failure.
 *
 * <p>Each rises for a share of its time to a level that its entity bears, and ends.
 */
enum Oddity {
  BATCH_PEAK(Scope.POD, 10, 60, 0.05, Ending.PLATEAU, to(Effect.CPU, 0.3, 0.5)),
  CACHE_GROWTH(Scope.POD, 60, 480, 0.9, Ending.RESET, to(Effect.PAGE_CACHE, 0.5, 1)),
  WARM_UP(
      Scope.POD,
      10,
      40,
      0.04,
      Ending.FADE,
      Type.RESTART,
      to(Effect.LATENCY, 1, 2),
      to(Effect.CPU, 0.1, 0.2)),
  SCHEDULED_RESTART(Scope.POD, 5, 10, 0.5, Ending.FADE, Type.RESTART),
  HEAP_WORKING_SET(Scope.POD, 60, 300, 0.3, Ending.PLATEAU, to(Effect.HEAP, 0.1, 0.3)),
  LOG_ROTATION(Scope.POD, 60, 600, 1, Ending.RESET, to(Effect.LOGS, 0.4, 1)),
  PACKET_DROPS(Scope.POD, 5, 25, 0.1, Ending.FADE, to(Effect.DROPS, 0.3, 1)),
  SLOW_DEPENDENCY(Scope.POD, 5, 30, 0.15, Ending.FADE, to(Effect.LATENCY, 0.8, 2)),
  TRAFFIC_SPIKE(Scope.WORKLOAD, 10, 90, 0.3, Ending.PLATEAU, to(Effect.TRAFFIC, 0.3, 0.7)),
  ROLLING_DEPLOY(Scope.WORKLOAD, 10, 25, 0.5, Ending.FADE, Type.ROLLOUT),
  REGIME_SHIFT(
      Scope.WORKLOAD,
      120,
      600,
      0.02,
      Ending.PLATEAU,
      Type.ROLLOUT,
      to(Effect.MEMORY, 0.05, 0.25),
      to(Effect.LATENCY, 0.1, 0.5)),
  COMPACTION(Scope.NODE, 10, 45, 0.05, Ending.PLATEAU, to(Effect.DISK_LATENCY, 0.03, 0.15)),
  IMAGE_PULL(
      Scope.NODE,
      5,
      20,
      0.2,
      Ending.FADE,
      to(Effect.RELIST, 0.01, 0.05),
      to(Effect.DISK, 0.03, 0.1)),
  ECC_BURST(Scope.NODE, 10, 60, 0.1, Ending.FADE, to(Effect.ECC, 0.03, 0.12)),
  HOT_AFTERNOON(Scope.NODE, 90, 300, 0.4, Ending.PLATEAU, to(Effect.HEAT, 0.2, 0.45)),
  CLOCK_STEP(Scope.NODE, 20, 90, 0.9, Ending.RESET, to(Effect.CLOCK, 0.03, 0.15)),
  LINK_FLAP(Scope.NODE, 5, 25, 0.2, Ending.FADE, to(Effect.NET_ERRORS, 0.05, 0.3)),
  CONNECTION_BURST(Scope.NODE, 15, 90, 0.2, Ending.PLATEAU, to(Effect.CONNTRACK, 0.2, 0.5)),
  CERTIFICATE_RENEWED(
      Scope.NODE, 30, 180, 0.9, Ending.RESET, Type.RENEWAL, to(Effect.RENEWAL_ERRORS, 0.03, 0.1)),
  SCRAPE_GAP(Scope.NODE, 4, 15, 0.5, Ending.FADE, Type.SCRAPE_GAP),
  EXPORTER_UPGRADE(Scope.NODE, 20, 40, 0.5, Ending.FADE, Type.EXPORTER_UPGRADE);

  /** A push to somewhere between two levels. */
  record Reach(Effect effect, double low, double high) {}

  private final Scope scope;
  private final int shortestMinutes;
  private final int longestMinutes;
  private final double rise;
  private final Ending ending;
  private final List<Type> happening;
  private final List<Reach> reaches;

  Oddity(Scope scope, int shortest, int longest, double rise, Ending ending, Reach... reaches) {
    this.scope = scope;
    this.shortestMinutes = shortest;
    this.longestMinutes = longest;
    this.rise = rise;
    this.ending = ending;
    this.happening = List.of();
    this.reaches = List.of(reaches);
  }

  Oddity(
      Scope scope,
      int shortest,
      int longest,
      double rise,
      Ending ending,
      Type happening,
      Reach... reaches) {
    this.scope = scope;
    this.shortestMinutes = shortest;
    this.longestMinutes = longest;
    this.rise = rise;
    this.ending = ending;
    this.happening = List.of(happening);
    this.reaches = List.of(reaches);
  }

  private static Reach to(Effect effect, double low, double high) {
    return new Reach(effect, low, high);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Scope scope() {
    return scope;
  }

  int shortestMinutes() {
    return shortestMinutes;
  }

  int longestMinutes() {
    return longestMinutes;
  }

  /** Share of its time after which the level is reached. */
  double rise() {
    return rise;
  }

  Ending ending() {
    return ending;
  }

  /** What happens at the start, if anything. */
  List<Type> happening() {
    return happening;
  }

  List<Reach> reaches() {
    return reaches;
  }
}
