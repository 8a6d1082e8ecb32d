package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who belongs to whom, read from the info series of kube-state-metrics and node_exporter.
 *
 * <p>Exporters name one thing differently: node_exporter knows an {@code instance}, cAdvisor a pod,
 * kube-state-metrics all of it. The label values of these series connect them; their sample values
 * say nothing. The newest statement wins. Not thread-safe.
 */
final class Joins {
  static final Set<String> METRICS =
      Set.of(
          "node_uname_info",
          "kube_node_info",
          "kube_pod_info",
          "kube_pod_owner",
          "kube_replicaset_owner",
          "kube_pod_spec_volumes_persistentvolumeclaims_info");

  private final Map<String, String> nodeByInstance = new HashMap<>();
  private final Map<String, String> nodeByAddress = new HashMap<>();
  private final Map<String, String> nodeByPod = new HashMap<>();
  private final Map<String, String> podByClaim = new HashMap<>();
  private final Map<String, Owner> ownerByPod = new HashMap<>();
  private final Map<String, Owner> ownerByReplicaSet = new HashMap<>();
  private int version;
  private int statements;

  private record Owner(String kind, String name) {}

  static boolean isInfo(Labels series) {
    return METRICS.contains(series.metricName());
  }

  /** Changes whenever a series that is bound may belong to another entity than before. */
  int version() {
    return version;
  }

  /** Changes whenever anything is known that was not. */
  int statements() {
    return statements;
  }

  void learn(Labels info) {
    statement(info, this::put);
  }

  /** A statement nobody has made for long; unless another contradicts it, it is no longer known. */
  void forget(Labels info) {
    statement(info, this::remove);
  }

  private interface Change {
    <V> void apply(Map<String, V> map, String key, V value);
  }

  private void statement(Labels info, Change change) {
    switch (info.metricName()) {
      case "node_uname_info" ->
          change.apply(nodeByInstance, info.get("instance"), info.get("nodename"));
      case "kube_node_info" ->
          change.apply(nodeByAddress, info.get("internal_ip"), info.get("node"));
      case "kube_pod_info" -> change.apply(nodeByPod, podKey(info), info.get("node"));
      case "kube_pod_owner" -> change.apply(ownerByPod, podKey(info), owner(info));
      case "kube_replicaset_owner" ->
          change.apply(ownerByReplicaSet, key(info, info.get("replicaset")), owner(info));
      case "kube_pod_spec_volumes_persistentvolumeclaims_info" ->
          change.apply(podByClaim, key(info, info.get("persistentvolumeclaim")), info.get("pod"));
      default -> throw new IllegalArgumentException("not an info series: " + info);
    }
  }

  private static Owner owner(Labels info) {
    return new Owner(info.get("owner_kind"), info.get("owner_name"));
  }

  private <V> void put(Map<String, V> map, String key, V value) {
    V before = map.put(key, value);
    statements += value.equals(before) ? 0 : 1;
    if (before != null && !before.equals(value)) {
      version++;
    }
  }

  private <V> void remove(Map<String, V> map, String key, V value) {
    statements += map.remove(key, value) ? 1 : 0;
  }

  /**
   * The labels of a series with what can be said beside them: {@code pod}, {@code node}, {@code
   * workload}.
   */
  Labels complete(Labels series) {
    var labels = series;
    if (!labels.has("pod") && labels.has("persistentvolumeclaim")) {
      String claim = key(labels, labels.get("persistentvolumeclaim"));
      labels = labels.with("pod", podByClaim.getOrDefault(claim, ""));
    }
    if (!labels.has("node")) {
      labels = labels.with("node", nodeOf(labels));
    }
    if (!labels.has("workload") && labels.has("pod")) {
      Owner owner = workloadOf(labels);
      labels = labels.with("workload", owner.name()).with("workload_kind", owner.kind());
    }
    return labels;
  }

  private String nodeOf(Labels series) {
    String instance = series.get("instance");
    String node = nodeByInstance.getOrDefault(instance, "");
    if (node.isEmpty()) {
      node = nodeByAddress.getOrDefault(host(instance), "");
    }
    return node.isEmpty() && series.has("pod") ? nodeByPod.getOrDefault(podKey(series), "") : node;
  }

  private Owner workloadOf(Labels pod) {
    Owner owner = ownerByPod.getOrDefault(podKey(pod), new Owner("", ""));
    if (!owner.kind().equals("ReplicaSet")) {
      return owner;
    }
    // Without kube_replicaset_owner the Deployment's name is what stands before the last dash.
    int dash = owner.name().lastIndexOf('-');
    var guess = new Owner("Deployment", dash > 0 ? owner.name().substring(0, dash) : owner.name());
    return ownerByReplicaSet.getOrDefault(key(pod, owner.name()), guess);
  }

  private static String podKey(Labels labels) {
    return key(labels, labels.get("pod"));
  }

  private static String key(Labels labels, String name) {
    return labels.get("cluster") + '\u0000' + labels.get("namespace") + '\u0000' + name;
  }

  private static String host(String instance) {
    int colon = instance.lastIndexOf(':');
    return colon > 0 ? instance.substring(0, colon) : instance;
  }

  void write(StateWriter state) {
    state.integer(version);
    for (var names : List.of(nodeByInstance, nodeByAddress, nodeByPod, podByClaim)) {
      state.integer(names.size());
      new TreeMap<>(names)
          .forEach(
              (key, name) -> {
                state.text(key);
                state.text(name);
              });
    }
    for (var owners : List.of(ownerByPod, ownerByReplicaSet)) {
      state.integer(owners.size());
      new TreeMap<>(owners)
          .forEach(
              (key, owner) -> {
                state.text(key);
                state.text(owner.kind());
                state.text(owner.name());
              });
    }
  }

  void read(StateReader state) {
    version = state.integer();
    for (var names : List.of(nodeByInstance, nodeByAddress, nodeByPod, podByClaim)) {
      int size = state.count();
      for (int i = 0; i < size; i++) {
        names.put(state.text(), state.text());
      }
    }
    for (var owners : List.of(ownerByPod, ownerByReplicaSet)) {
      int size = state.count();
      for (int i = 0; i < size; i++) {
        owners.put(state.text(), new Owner(state.text(), state.text()));
      }
    }
  }
}
