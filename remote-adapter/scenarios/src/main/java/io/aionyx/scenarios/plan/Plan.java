package io.aionyx.scenarios.plan;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.scenarios.cluster.Topology;
import java.util.List;

/**
 * All that happens in a world.
 *
 * @param incidents in order of their cause
 * @param happenings in time order
 */
public record Plan(
    Topology topology,
    Lives lives,
    List<Incident> incidents,
    List<Happening> happenings,
    List<PlannedFailure> failures,
    List<PlannedConfounder> confounders) {
  /**
   * A failure with its inside.
   *
   * @param root what caused it; the failing entity itself in most modes
   */
  public record PlannedFailure(
      FailureMode mode, Incident incident, Failure label, io.aionyx.core.signals.Entity root) {}

  /**
   * A look-alike with its inside.
   *
   * @param labels one for each entity that it touches
   */
  public record PlannedConfounder(Incident incident, List<Confounder> labels) {
    public PlannedConfounder {
      labels = List.copyOf(labels);
    }
  }

  public Plan {
    incidents = List.copyOf(incidents);
    happenings = List.copyOf(happenings);
    failures = List.copyOf(failures);
    confounders = List.copyOf(confounders);
  }

  /** All of it except what one incident pushes; what happens by it still happens. */
  public Plan without(Incident incident) {
    var others = incidents.stream().filter(each -> each != incident).toList();
    return new Plan(topology, lives, others, happenings, failures, confounders);
  }
}
