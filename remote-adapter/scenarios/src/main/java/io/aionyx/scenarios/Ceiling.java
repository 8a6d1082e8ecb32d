package io.aionyx.scenarios;

import io.aionyx.scenarios.plan.FailureMode;
import io.aionyx.scenarios.plan.Plan.PlannedConfounder;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import io.aionyx.scenarios.plan.Trajectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What no predictor can do better than, by failure mode, computed from the plans themselves.
 *
 * <p>A failure can be announced in time if it is visible that long before. A look-alike cannot be
 * told from a failure if at that lead before its would-be end it still follows the way to failure;
 * whoever announces all visible failures announces these too.
 *
 * @param mode in lower case, or {@code all}
 * @param reachable failures that are visible at the lead
 * @param undecided look-alikes that have not parted by then
 */
public record Ceiling(String mode, int failures, int reachable, int undecided) {
  /** Share of all failures that can be announced. */
  public double recall() {
    return failures == 0 ? 1 : reachable / (double) failures;
  }

  /** Greatest precision of one who announces every reachable failure. */
  public double precision() {
    return reachable + undecided == 0 ? 1 : reachable / (double) (reachable + undecided);
  }

  /** One line for each mode, then one for all. */
  public static List<Ceiling> of(Collection<World> worlds, Duration lead) {
    var ceilings = new ArrayList<Ceiling>();
    for (FailureMode mode : FailureMode.values()) {
      ceilings.add(of(mode, worlds, lead));
    }
    ceilings.add(sum("all", ceilings));
    return ceilings;
  }

  /**
   * The same by the labels that failures carry, several modes to one, and without a line of all.
   */
  public static List<Ceiling> byLabel(Collection<World> worlds, Duration lead) {
    var byLabel = new TreeMap<String, List<Ceiling>>();
    for (FailureMode mode : FailureMode.values()) {
      byLabel.computeIfAbsent(mode.label(), label -> new ArrayList<>()).add(of(mode, worlds, lead));
    }
    return byLabel.entrySet().stream().map(e -> sum(e.getKey(), e.getValue())).toList();
  }

  private static Ceiling sum(String name, List<Ceiling> parts) {
    return new Ceiling(
        name,
        parts.stream().mapToInt(Ceiling::failures).sum(),
        parts.stream().mapToInt(Ceiling::reachable).sum(),
        parts.stream().mapToInt(Ceiling::undecided).sum());
  }

  private static Ceiling of(FailureMode mode, Collection<World> worlds, Duration lead) {
    int failures = 0;
    int reachable = 0;
    int undecided = 0;
    for (World world : worlds) {
      for (PlannedFailure failure : world.plan().failures()) {
        failures += failure.mode() == mode ? 1 : 0;
        reachable += failure.mode() == mode && failure.label().reachable(lead) ? 1 : 0;
      }
      for (PlannedConfounder confounder : world.plan().confounders()) {
        undecided += undecided(mode, confounder, lead) ? 1 : 0;
      }
    }
    return new Ceiling(name(mode), failures, reachable, undecided);
  }

  private static boolean undecided(FailureMode mode, PlannedConfounder confounder, Duration lead) {
    Trajectory way = confounder.incident().trajectory();
    long due = way.failMillis() - lead.toMillis();
    return confounder.incident().kind().startsWith(name(mode) + '_')
        && confounder.incident().observableMillis() <= due
        && way.partingMillis() > due;
  }

  private static String name(FailureMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
