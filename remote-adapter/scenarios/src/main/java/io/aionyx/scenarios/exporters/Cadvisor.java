package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.scenarios.sim.PodState;
import java.util.List;

/** Containers, as the kubelet's cAdvisor gives them. */
final class Cadvisor {
  static final List<Metric<PodState>> CONTAINER =
      List.of(
          metric("container_memory_working_set_bytes", pod -> pod.memoryWorkingSet),
          metric("container_memory_rss", pod -> pod.memoryRss),
          metric("container_memory_cache", pod -> pod.memoryCache),
          metric("container_memory_usage_bytes", pod -> pod.memoryRss + pod.memoryCache),
          metric("container_spec_memory_limit_bytes", pod -> pod.object.memoryLimitBytes),
          metric("container_cpu_usage_seconds_total", pod -> pod.cpuSeconds),
          metric("container_cpu_cfs_periods_total", pod -> Math.rint(pod.cfsPeriods)),
          metric("container_cpu_cfs_throttled_periods_total", pod -> Math.rint(pod.cfsThrottled)),
          metric("container_fs_usage_bytes", pod -> pod.fsUsageBytes, "device", "/dev/sda1"),
          metric("container_processes", pod -> pod.processes),
          metric("container_threads", pod -> pod.threads),
          metric("container_threads_max", pod -> pod.maxThreads()),
          metric("container_file_descriptors", pod -> pod.openDescriptors + 12),
          metric("container_oom_events_total", pod -> pod.oomEvents),
          metric("container_start_time_seconds", pod -> pod.startMillis / 1000));

  /** The network belongs to the pod's sandbox, so these carry no container. */
  static final List<Metric<PodState>> SANDBOX =
      List.of(
          metric("container_network_receive_bytes_total", pod -> pod.receivedBytes),
          metric("container_network_transmit_bytes_total", pod -> pod.sentBytes),
          metric("container_network_receive_packets_dropped_total", pod -> pod.receivedDropped),
          metric("container_network_transmit_packets_dropped_total", pod -> pod.sentDropped),
          metric("container_network_receive_errors_total", pod -> pod.receiveErrors));

  private Cadvisor() {}
}
