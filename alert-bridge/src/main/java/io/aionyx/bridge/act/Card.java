package io.aionyx.bridge.act;

import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of an action without running it.
 *
 * @param id as playbooks and metrics name it: {@code evict-pod}
 * @param kinds entity kinds it can act on; empty means any
 * @param parameters what a playbook may set
 * @param rules all Kubernetes rights it uses, no more
 */
public record Card(
    String id,
    Impact impact,
    Set<String> kinds,
    Map<String, Parameter> parameters,
    List<Rule> rules) {

  public Card {
    kinds = Set.copyOf(kinds);
    parameters = Map.copyOf(parameters);
    rules = List.copyOf(rules);
  }
}
