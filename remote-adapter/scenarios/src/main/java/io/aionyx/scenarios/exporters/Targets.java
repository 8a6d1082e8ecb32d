package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.core.history.History.Sink;
import io.aionyx.scenarios.cluster.Node;
import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.sim.NodeState;
import io.aionyx.scenarios.sim.PodObject;
import io.aionyx.scenarios.sim.Simulation;
import io.aionyx.scenarios.sim.WorkloadState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The targets of the cluster itself: three for each node and kube-state-metrics. */
final class Targets {
  static final String KUBE_STATE = "10.244.0.9:8080";

  private final List<NodeState> nodes;
  private final List<Scrape> cadvisors = new ArrayList<>();
  private final List<Scrape> kubelets = new ArrayList<>();
  private final List<Scrape> exporters = new ArrayList<>();
  private final Scrape kubeState;
  private final Set<String> replicaSets = new HashSet<>();

  Targets(Sink sink, Simulation simulation, long seed, Offsets offsets) {
    this.nodes = simulation.nodes();
    Rng luck = Rng.of(seed, "scrapes", 0);
    this.kubeState = new Scrape(sink, kubeStateLabels(), offsets.next(), new Rng(luck.nextLong()));
    for (NodeState node : nodes) {
      cadvisors.add(
          new Scrape(sink, cadvisorLabels(node), offsets.next(), new Rng(luck.nextLong())));
      kubelets.add(kubelet(sink, node, offsets.next(), new Rng(luck.nextLong())));
      exporters.add(exporter(sink, node, offsets.next(), new Rng(luck.nextLong())));
      kubeState.addAll(nodeObject(sink, node));
    }
    simulation.workloads().forEach(each -> kubeState.addAll(workloadObject(sink, each)));
  }

  NodeState nodeState(int node) {
    return nodes.get(node);
  }

  Scrape cadvisor(int node) {
    return cadvisors.get(node);
  }

  Scrape kubelet(int node) {
    return kubelets.get(node);
  }

  Scrape exporter(int node) {
    return exporters.get(node);
  }

  Scrape kubeState() {
    return kubeState;
  }

  Map<String, String> kubeletLabels(NodeState node) {
    return pairs(
        "job", "kubelet", "instance", node.node.kubeletInstance(), "node", node.node.name());
  }

  Map<String, String> cadvisorLabels(NodeState node) {
    var labels = kubeletLabels(node);
    labels.put("metrics_path", "/metrics/cadvisor");
    if (node.upgradedExporter) {
      labels.put("job", "kubelet-cadvisor");
    }
    return labels;
  }

  /** Says which deployment a pod's replica set belongs to; the set outlives its pods. */
  void own(Sink sink, PodObject pod) {
    String replicaSet = pod.life.replicaSet();
    if (replicaSet.isEmpty() || !replicaSets.add(replicaSet)) {
      return;
    }
    var labels = kubeStateLabels();
    labels.put("namespace", pod.slot.workload().namespace());
    labels.put("replicaset", replicaSet);
    labels.put("owner_kind", "Deployment");
    labels.put("owner_name", pod.slot.workload().name());
    labels.put("owner_is_controller", "true");
    var owner = metric("kube_replicaset_owner", (PodObject p) -> 1);
    kubeState.addAll(List.of(new Block<>(sink, List.of(owner), labels, pod)));
  }

  private static Map<String, String> kubeStateLabels() {
    return pairs("job", "kube-state-metrics", "instance", KUBE_STATE);
  }

  private Scrape kubelet(Sink sink, NodeState node, long offset, Rng rng) {
    var scrape = new Scrape(sink, kubeletLabels(node), offset, rng);
    scrape.addAll(List.of(new Block<>(sink, Kubelet.NODE, kubeletLabels(node), node)));
    return scrape;
  }

  private static Scrape exporter(Sink sink, NodeState node, long offset, Rng rng) {
    var labels = pairs("job", "node-exporter", "instance", node.node.exporterInstance());
    var scrape = new Scrape(sink, labels, offset, rng);
    scrape.addAll(
        List.of(
            new Block<>(sink, NodeExporter.NODE, labels, node),
            new Block<>(sink, List.of(uname(node.node)), labels, node)));
    return scrape;
  }

  private static Metric<NodeState> uname(Node node) {
    return metric(
        "node_uname_info",
        n -> 1,
        "machine",
        "x86_64",
        "nodename",
        node.name(),
        "release",
        "6.8.0",
        "sysname",
        "Linux");
  }

  private static List<Block<NodeState>> nodeObject(Sink sink, NodeState node) {
    var labels = kubeStateLabels();
    labels.put("node", node.node.name());
    var info = metric("kube_node_info", (NodeState n) -> 1, "internal_ip", node.node.address());
    return List.of(
        new Block<>(sink, KubeStateMetrics.NODE, labels, node),
        new Block<>(sink, List.of(info), labels, node));
  }

  private static List<Block<WorkloadState>> workloadObject(Sink sink, WorkloadState state) {
    var labels = kubeStateLabels();
    labels.put("namespace", state.workload.namespace());
    if (state.workload.stateful()) {
      labels.put("statefulset", state.workload.name());
      return List.of(new Block<>(sink, KubeStateMetrics.STATEFUL_SET, labels, state));
    }
    var autoscaler = new TreeMap<>(labels);
    labels.put("deployment", state.workload.name());
    autoscaler.put("horizontalpodautoscaler", state.workload.name());
    return List.of(
        new Block<>(sink, KubeStateMetrics.DEPLOYMENT, labels, state),
        new Block<>(sink, KubeStateMetrics.AUTOSCALER, autoscaler, state));
  }

  private static Map<String, String> pairs(String... pairs) {
    var labels = new TreeMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }
}
