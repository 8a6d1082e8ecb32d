package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.bit;
import static io.aionyx.scenarios.exporters.Metric.metric;
import static io.aionyx.scenarios.exporters.Metric.present;

import io.aionyx.scenarios.sim.NodeState;
import io.aionyx.scenarios.sim.PodObject;
import io.aionyx.scenarios.sim.WorkloadState;
import java.util.List;

/** API objects, as kube-state-metrics gives them. */
final class KubeStateMetrics {
  static final List<Metric<PodObject>> POD =
      List.of(
          metric("kube_pod_status_phase", pod -> bit(!pod.evicted), "phase", "Running"),
          metric("kube_pod_status_phase", pod -> bit(pod.evicted), "phase", "Failed"),
          metric("kube_pod_status_phase", pod -> 0, "phase", "Pending"),
          metric("kube_pod_status_ready", pod -> bit(pod.ready), "condition", "true"),
          metric("kube_pod_status_ready", pod -> bit(!pod.ready), "condition", "false"),
          metric("kube_pod_status_reason", pod -> bit(pod.evicted), "reason", "Evicted"),
          metric("kube_pod_created", pod -> pod.life.fromMillis() / 1000));

  /** These carry the container. */
  static final List<Metric<PodObject>> CONTAINER =
      List.of(
          metric("kube_pod_container_status_restarts_total", pod -> pod.restarts),
          metric("kube_pod_container_status_ready", pod -> bit(pod.ready)),
          metric(
              "kube_pod_container_status_waiting_reason",
              pod -> present(pod.backingOff),
              "reason",
              "CrashLoopBackOff"),
          terminated("OOMKilled"),
          terminated("Error"),
          terminated("Completed"),
          resource("limits", "memory", "byte"),
          resource("limits", "cpu", "core"),
          resource("requests", "memory", "byte"),
          resource("requests", "cpu", "core"));

  static final List<Metric<NodeState>> NODE =
      List.of(
          metric("kube_node_spec_unschedulable", node -> bit(node.cordoned)),
          metric("kube_node_status_allocatable", n -> n.node.cores(), "resource", "cpu"),
          metric("kube_node_status_allocatable", n -> n.node.memoryBytes(), "resource", "memory"),
          metric("kube_node_status_allocatable", n -> 110, "resource", "pods"),
          ready("true"),
          ready("false"),
          ready("unknown"),
          condition("DiskPressure", "true"),
          condition("DiskPressure", "false"),
          condition("MemoryPressure", "true"),
          condition("MemoryPressure", "false"),
          condition("PIDPressure", "true"),
          condition("PIDPressure", "false"));

  static final List<Metric<WorkloadState>> DEPLOYMENT =
      List.of(
          metric("kube_deployment_status_observed_generation", w -> w.generation),
          metric("kube_deployment_metadata_generation", w -> w.generation),
          metric("kube_deployment_spec_replicas", w -> w.workload.replicas()),
          metric("kube_deployment_status_replicas", w -> w.workload.replicas()),
          metric("kube_deployment_status_replicas_available", w -> w.readyReplicas),
          metric("kube_deployment_status_replicas_unavailable", KubeStateMetrics::missing));

  static final List<Metric<WorkloadState>> STATEFUL_SET =
      List.of(
          metric("kube_statefulset_status_observed_generation", w -> w.generation),
          metric("kube_statefulset_metadata_generation", w -> w.generation),
          metric("kube_statefulset_replicas", w -> w.workload.replicas()),
          metric("kube_statefulset_status_replicas_ready", w -> w.readyReplicas));

  static final List<Metric<WorkloadState>> AUTOSCALER =
      List.of(
          metric(
              "kube_horizontalpodautoscaler_status_current_replicas", w -> w.workload.replicas()),
          metric("kube_horizontalpodautoscaler_spec_max_replicas", w -> w.workload.replicas()),
          metric("kube_horizontalpodautoscaler_spec_min_replicas", w -> 1));

  private KubeStateMetrics() {}

  private static double missing(WorkloadState workload) {
    return workload.workload.replicas() - workload.readyReplicas;
  }

  private static Metric<PodObject> terminated(String reason) {
    return metric(
        "kube_pod_container_status_last_terminated_reason",
        pod -> present(pod.lastTerminatedReason.equals(reason)),
        "reason",
        reason);
  }

  private static Metric<PodObject> resource(String bound, String resource, String unit) {
    double share = bound.equals("limits") ? 1 : 0.5;
    return metric(
        "kube_pod_container_resource_" + bound,
        resource.equals("cpu")
            ? pod -> share * pod.slot.workload().cpuLimitCores()
            : pod -> share * pod.memoryLimitBytes,
        "resource",
        resource,
        "unit",
        unit);
  }

  /** A node that is off is not known to be unready: nobody heard of it. */
  private static Metric<NodeState> ready(String status) {
    return metric(
        "kube_node_status_condition",
        node -> bit(status.equals(node.up ? String.valueOf(node.ready) : "unknown")),
        "condition",
        "Ready",
        "status",
        status);
  }

  private static Metric<NodeState> condition(String condition, String status) {
    boolean wanted = Boolean.parseBoolean(status);
    return metric(
        "kube_node_status_condition",
        node -> bit(pressed(node, condition) == wanted),
        "condition",
        condition,
        "status",
        status);
  }

  private static boolean pressed(NodeState node, String condition) {
    return switch (condition) {
      case "DiskPressure" -> node.diskPressure;
      case "MemoryPressure" -> node.memoryPressure;
      default -> node.pidPressure;
    };
  }
}
