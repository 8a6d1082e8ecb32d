package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a Kubernetes API server tells of the objects that matter here.
 *
 * @param ruleSelectors of each Prometheus object: which labels a PrometheusRule needs; empty where
 *     any will do
 * @param monitorSelectors likewise, for ServiceMonitors
 * @param rules labels of the PrometheusRules of the chart
 * @param monitors labels of its ServiceMonitors
 * @param workloads its Deployments: ready replicas of wanted ones
 */
record ClusterFacts(
    Fact<String> version,
    Fact<List<Map<String, String>>> ruleSelectors,
    Fact<List<Map<String, String>>> monitorSelectors,
    Fact<List<Map<String, String>>> rules,
    Fact<List<Map<String, String>>> monitors,
    Fact<List<Workload>> workloads) {
  private static final String OPERATOR = "/apis/monitoring.coreos.com/v1";
  private static final String OURS = "?labelSelector=app.kubernetes.io%2Fpart-of%3Daionyx";

  record Workload(String name, int ready, int wanted) {}

  static ClusterFacts read(Fact<Peer> api) {
    Fact<JsonNode> prometheuses = api.map(peer -> peer.json(OPERATOR + "/prometheuses"));
    return new ClusterFacts(
        api.map(peer -> peer.json("/version").path("gitVersion").asText()),
        prometheuses.map(list -> selectors(list, "ruleSelector")),
        prometheuses.map(list -> selectors(list, "serviceMonitorSelector")),
        api.map(peer -> labels(peer.json(OPERATOR + "/prometheusrules" + OURS))),
        api.map(peer -> labels(peer.json(OPERATOR + "/servicemonitors" + OURS))),
        api.map(peer -> workloads(peer.json("/apis/apps/v1/deployments" + OURS))));
  }

  /** Expressions beside {@code matchLabels} are rare here and not followed. */
  private static List<Map<String, String>> selectors(JsonNode list, String key) {
    var selectors = new ArrayList<Map<String, String>>();
    for (JsonNode item : list.path("items")) {
      Optional.of(item.path("spec").path(key))
          .filter(selector -> !selector.isMissingNode())
          .ifPresent(selector -> selectors.add(strings(selector.path("matchLabels"))));
    }
    return selectors;
  }

  private static List<Map<String, String>> labels(JsonNode list) {
    var labels = new ArrayList<Map<String, String>>();
    list.path("items").forEach(item -> labels.add(strings(item.path("metadata").path("labels"))));
    return labels;
  }

  private static List<Workload> workloads(JsonNode list) {
    var workloads = new ArrayList<Workload>();
    for (JsonNode item : list.path("items")) {
      workloads.add(
          new Workload(
              item.path("metadata").path("name").asText(),
              item.path("status").path("readyReplicas").asInt(),
              item.path("spec").path("replicas").asInt(1)));
    }
    return workloads;
  }

  private static Map<String, String> strings(JsonNode object) {
    var strings = new TreeMap<String, String>();
    object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }
}
