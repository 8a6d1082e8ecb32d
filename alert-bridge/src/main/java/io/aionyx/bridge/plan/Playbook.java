package io.aionyx.bridge.plan;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.domain.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to do about a kind of predicted failure.
 *
 * @param kinds entity kinds; empty fits all
 * @param failureModes empty fits all
 * @param labels alert labels that must be equal
 * @param minimumLower the prediction's lower bound that justifies acting; raises the configured one
 * @param steps alternatives in order; the next one is tried when one failed or was not possible
 */
public record Playbook(
    String name,
    Set<String> kinds,
    Set<String> failureModes,
    Map<String, String> labels,
    double minimumLower,
    List<Step> steps) {

  public Playbook {
    kinds = Set.copyOf(kinds);
    failureModes = Set.copyOf(failureModes);
    labels = Map.copyOf(labels);
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a playbook needs at least one action");
    }
  }

  boolean fits(String kind, String failureMode, Map<String, String> alertLabels) {
    return (kinds.isEmpty() || kinds.contains(kind))
        && (failureModes.isEmpty() || failureModes.contains(failureMode))
        && alertLabels.entrySet().containsAll(labels.entrySet());
  }

  /** Its actions without those that only recommend. */
  List<String> changes() {
    return steps.stream().map(Step::action).filter(id -> !id.equals(Actions.RECOMMEND)).toList();
  }
}
