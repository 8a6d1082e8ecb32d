package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Needs.Need;
import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether what the models read is there, and which of their features are unknown otherwise. */
final class SignalChecks {
  private static final int NAMED = 4;

  /** What each series that connects names is for. */
  static final Map<String, String> JOINS =
      Map.of(
          "kube_pod_info", "pods to nodes",
          "kube_pod_owner", "pods to ReplicaSets",
          "kube_replicaset_owner", "ReplicaSets to workloads",
          "kube_node_info", "addresses to nodes",
          "node_uname_info", "instances of node_exporter to nodes");

  private SignalChecks() {}

  static Verdict isFedBy(Exporter exporter, Needs needs, Set<String> present) {
    List<Need> its = needs.from(exporter);
    List<Need> unmet = its.stream().filter(need -> !need.isMet(present)).toList();
    if (unmet.isEmpty()) {
      return new Good("all it feeds is there");
    }
    boolean nothing = unmet.size() == its.size();
    String seen =
        (nothing ? "nothing arrives" : "without " + metrics(unmet)) + ": " + unknown(unmet, needs);
    return nothing && exporter.essential()
        ? new Bad(seen, exporter.fix())
        : new Weak(seen, exporter.fix());
  }

  private static String metrics(List<Need> unmet) {
    return some(
        unmet.stream().flatMap(need -> need.metrics().stream()).sorted().distinct().toList());
  }

  private static String unknown(List<Need> unmet, Needs needs) {
    var features = new TreeSet<String>();
    unmet.forEach(need -> features.addAll(need.features()));
    return "%d of %d features are NaN (%s)"
        .formatted(
            features.size(),
            needs.features(),
            some(unmet.stream().map(Need::signal).sorted().distinct().toList()));
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + ", +" + (names.size() - NAMED) : first;
  }

  /** Without these no series of one exporter finds its entity in another's. */
  static Verdict namesConnect(Set<String> present) {
    List<String> missing =
        JOINS.keySet().stream().filter(n -> !present.contains(n)).sorted().toList();
    return missing.isEmpty()
        ? new Good("pods, nodes and workloads find each other")
        : new Weak(
            missing.stream()
                .map(name -> JOINS.get(name) + " (" + name + ")")
                .collect(Collectors.joining(", ", "not connected: ", "")),
            "scrape kube-state-metrics and node_exporter, and let remote_write pass their *_info and"
                + " *_owner series");
  }
}
