package io.aionyx.bridge.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One action of a playbook with everything needed to judge it.
 *
 * @param action id of an action in the allow-list
 * @param preconditions PromQL that must return a series just before acting
 * @param verifications PromQL that must return a series for success
 * @param settle how long to wait before the first check
 * @param within how long success may take before the change is taken back
 * @param timeout how long the action itself may take
 */
public record Step(
    String action,
    SortedMap<String, String> parameters,
    List<Query> preconditions,
    List<Query> verifications,
    Duration settle,
    Duration within,
    Duration timeout,
    boolean rollback,
    boolean critical) {

  /** A PromQL expression that holds when it returns at least one series. */
  public record Query(String name, String expression) {}

  public Step {
    parameters = new TreeMap<>(parameters);
    preconditions = List.copyOf(preconditions);
    verifications = List.copyOf(verifications);
  }

  public Step with(Map<String, String> filled) {
    return new Step(
        action,
        new TreeMap<>(filled),
        preconditions,
        verifications,
        settle,
        within,
        timeout,
        rollback,
        critical);
  }
}
