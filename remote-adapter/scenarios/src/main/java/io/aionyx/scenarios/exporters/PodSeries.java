package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.core.history.History.Sink;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.sim.NodeState;
import io.aionyx.scenarios.sim.PodObject;
import io.aionyx.scenarios.sim.PodState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All series of the pods of one slot, on all targets that know them, as they come and go. */
final class PodSeries {
  private final Sink sink;
  private final PodState pod;
  private final Workload workload;
  private final Targets targets;
  private final Rng rng;
  private final long offsetMillis;
  private PodObject object;
  private String container = "";
  private List<Block<?>> containerBlocks = List.of();
  private List<Block<?>> objectBlocks = List.of();
  private @Nullable Block<?> volumeBlock;
  private Scrape application;

  PodSeries(Sink sink, PodState pod, Targets targets, long offsetMillis, Rng rng) {
    this.sink = sink;
    this.pod = pod;
    this.workload = pod.workload;
    this.targets = targets;
    this.offsetMillis = offsetMillis;
    this.rng = rng;
    this.object = pod.object;
    this.application = appear();
  }

  long offsetMillis() {
    return offsetMillis;
  }

  /** Follows the slot: another pod, another container, or none for the time being. */
  void follow(long tickMillis) {
    if (object != pod.object) {
      disappear(tickMillis);
      object = pod.object;
      application = appear();
    }
    NodeState node = targets.nodeState(object.life.node());
    String running = pod.running ? object.containerId() + node.upgradedExporter : "";
    if (!running.equals(container)) {
      targets.cadvisor(object.life.node()).removeAll(containerBlocks, tickMillis);
      containerBlocks = pod.running ? containerBlocks(node) : List.of();
      targets.cadvisor(object.life.node()).addAll(containerBlocks);
      container = running;
    }
  }

  void scrapeApplication(long tickMillis) {
    application.scrape(tickMillis, pod.running);
  }

  private Scrape appear() {
    objectBlocks = objectBlocks();
    targets.kubeState().addAll(objectBlocks);
    targets.own(sink, object);
    if (workload.stateful()) {
      volumeBlock = new Block<>(sink, Kubelet.VOLUME, volume(), pod);
      targets.kubelet(object.life.node()).addAll(List.of(volumeBlock));
    }
    var labels = named(object, "job", workload.name(), "instance", object.ip() + ":8080");
    labels.put("service", workload.name());
    labels.put("container", containerName());
    var scrape = new Scrape(sink, labels, offsetMillis, rng);
    scrape.addAll(
        List.of(
            new Block<>(sink, workload.jvm() ? Application.JVM : Application.PLAIN, labels, pod)));
    return scrape;
  }

  /** An evicted pod's object stays behind; anything else goes. */
  private void disappear(long tickMillis) {
    targets.cadvisor(object.life.node()).removeAll(containerBlocks, tickMillis);
    containerBlocks = List.of();
    container = "";
    if (!object.evicted) {
      targets.kubeState().removeAll(objectBlocks, tickMillis);
    }
    if (volumeBlock != null) {
      targets.kubelet(object.life.node()).removeAll(List.of(volumeBlock), tickMillis);
    }
    application.end(tickMillis);
  }

  private List<Block<?>> containerBlocks(NodeState node) {
    var sandbox = targets.cadvisorLabels(node);
    sandbox.putAll(identity(object));
    var labels = new java.util.TreeMap<>(sandbox);
    labels.put("container", containerName());
    labels.put("id", object.containerId());
    labels.put("image", "registry.local/" + workload.name() + ":1");
    sandbox.put("interface", "eth0");
    return List.of(
        new Block<>(sink, Cadvisor.CONTAINER, labels, pod),
        new Block<>(sink, Cadvisor.SANDBOX, sandbox, pod));
  }

  private List<Block<?>> objectBlocks() {
    var labels = kubeState(object);
    var container = new java.util.TreeMap<>(labels);
    container.put("container", containerName());
    var blocks = new ArrayList<Block<?>>();
    blocks.add(new Block<>(sink, KubeStateMetrics.POD, labels, object));
    blocks.add(new Block<>(sink, KubeStateMetrics.CONTAINER, container, object));
    blocks.add(new Block<>(sink, List.of(info(), owner()), labels, object));
    if (workload.stateful()) {
      blocks.add(new Block<>(sink, List.of(claim()), labels, object));
    }
    return List.copyOf(blocks);
  }

  private Metric<PodObject> info() {
    return metric(
        "kube_pod_info",
        pod -> 1,
        "created_by_kind",
        ownerKind(),
        "created_by_name",
        ownerName(),
        "host_ip",
        targets.nodeState(object.life.node()).node.address(),
        "node",
        targets.nodeState(object.life.node()).node.name(),
        "pod_ip",
        object.ip());
  }

  private Metric<PodObject> owner() {
    return metric(
        "kube_pod_owner",
        pod -> 1,
        "owner_is_controller",
        "true",
        "owner_kind",
        ownerKind(),
        "owner_name",
        ownerName());
  }

  private Metric<PodObject> claim() {
    return metric(
        "kube_pod_spec_volumes_persistentvolumeclaims_info",
        pod -> 1,
        "persistentvolumeclaim",
        pod.slot.claim(),
        "volume",
        "data");
  }

  private Map<String, String> volume() {
    var labels = targets.kubeletLabels(targets.nodeState(object.life.node()));
    labels.put("namespace", workload.namespace());
    labels.put("persistentvolumeclaim", pod.slot.claim());
    return labels;
  }

  private String ownerKind() {
    return workload.stateful() ? "StatefulSet" : "ReplicaSet";
  }

  private String ownerName() {
    return workload.stateful() ? workload.name() : object.life.replicaSet();
  }

  private String containerName() {
    return workload.name();
  }

  private static Map<String, String> kubeState(PodObject object) {
    var labels = named(object, "job", "kube-state-metrics", "instance", Targets.KUBE_STATE);
    labels.put("uid", object.life.uid());
    return labels;
  }

  private static Map<String, String> identity(PodObject object) {
    return Map.of("namespace", object.slot.workload().namespace(), "pod", object.life.pod());
  }

  private static Map<String, String> named(PodObject object, String... pairs) {
    var labels = new java.util.TreeMap<>(identity(object));
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }
}
