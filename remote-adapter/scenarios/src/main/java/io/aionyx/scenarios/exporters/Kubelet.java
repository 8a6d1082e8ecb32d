package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.scenarios.sim.NodeState;
import io.aionyx.scenarios.sim.PodState;
import io.aionyx.scenarios.sim.RelistBuckets;
import java.util.ArrayList;
import java.util.List;

/** The kubelet's own metrics, and the volumes it mounts. */
final class Kubelet {
  static final List<Metric<NodeState>> NODE = node();

  static final List<Metric<PodState>> VOLUME =
      List.of(
          metric("kubelet_volume_stats_capacity_bytes", pod -> PodState.VOLUME_BYTES),
          metric("kubelet_volume_stats_used_bytes", pod -> pod.volumeUsedBytes),
          metric(
              "kubelet_volume_stats_available_bytes",
              pod -> PodState.VOLUME_BYTES - pod.volumeUsedBytes),
          metric("kubelet_volume_stats_inodes", pod -> 3_200_000),
          metric("kubelet_volume_stats_inodes_free", pod -> 3_100_000));

  private Kubelet() {}

  private static List<Metric<NodeState>> node() {
    var metrics = new ArrayList<Metric<NodeState>>();
    for (int i = 0; i < RelistBuckets.COUNT; i++) {
      int bucket = i;
      metrics.add(
          metric(
              "kubelet_pleg_relist_duration_seconds_bucket",
              n -> n.relistBuckets[bucket],
              "le",
              RelistBuckets.LABELS.get(i)));
    }
    metrics.add(metric("kubelet_pleg_relist_duration_seconds_sum", n -> n.relistSeconds));
    metrics.add(metric("kubelet_pleg_relist_duration_seconds_count", n -> n.relists));
    metrics.add(metric("kubelet_running_pods", n -> n.runningPods));
    metrics.addAll(runtime("container_status"));
    metrics.add(
        metric("kubelet_certificate_manager_client_expiration_renew_errors", n -> n.renewErrors));
    metrics.add(
        metric("kubelet_certificate_manager_client_ttl_seconds", n -> n.certificateSeconds));
    return List.copyOf(metrics);
  }

  private static List<Metric<NodeState>> runtime(String operation) {
    String[] labels = {"operation_type", operation};
    return List.of(
        metric("kubelet_runtime_operations_total", n -> n.runtimeOperations, labels),
        metric("kubelet_runtime_operations_errors_total", n -> n.runtimeErrors, labels),
        metric("kubelet_runtime_operations_duration_seconds_sum", n -> n.runtimeSeconds, labels),
        metric(
            "kubelet_runtime_operations_duration_seconds_count", n -> n.runtimeOperations, labels));
  }
}
