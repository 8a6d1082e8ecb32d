package io.aionyx.scenarios.plan;

import java.util.List;

/**
 * A physical quantity that an incident may push, and the series that show it.
 *
 * <p>Strength 0 is no effect; 1 takes the quantity to its limit, or where it has none, to what
 * makes its entity fail. Strengths of several incidents add up.
 */
public enum Effect {
  // of a pod
  MEMORY(
      0.02,
      "container_memory_working_set_bytes",
      "container_memory_rss",
      "container_memory_usage_bytes"),
  PAGE_CACHE(0.05, "container_memory_cache", "container_memory_usage_bytes"),
  CPU(
      0.05,
      "container_cpu_usage_seconds_total",
      "container_cpu_cfs_throttled_periods_total",
      "http_server_requests_seconds_bucket"),
  HEAP(0.02, "jvm_memory_used_bytes", "jvm_gc_pause_seconds_sum"),
  DESCRIPTORS(0.02, "process_open_fds", "container_file_descriptors"),
  THREADS(0.02, "container_threads", "container_processes", "jvm_threads_live_threads"),
  CONNECTIONS(0.1, "hikaricp_connections_active", "hikaricp_connections_pending"),
  LATENCY(0.15, "http_server_requests_seconds_bucket", "http_server_requests_seconds_sum"),
  ERRORS(0.05, "http_server_requests_seconds_count"),
  STEAL(0.08, "container_cpu_cfs_throttled_periods_total", "http_server_requests_seconds_bucket"),
  LOGS(0.03, "container_fs_usage_bytes"),
  VOLUME(0.005, "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_used_bytes"),
  DROPS(0.02, "container_network_receive_packets_dropped_total"),
  // of a workload
  TRAFFIC(
      0.15,
      "http_server_requests_seconds_count",
      "container_cpu_usage_seconds_total",
      "container_cpu_cfs_throttled_periods_total"),
  // of a node
  NODE_MEMORY(0.02, "node_memory_MemAvailable_bytes", "node_pressure_memory_waiting_seconds_total"),
  DISK(0.01, "node_filesystem_avail_bytes"),
  INODES(0.005, "node_filesystem_files_free"),
  CONNTRACK(0.03, "node_nf_conntrack_entries"),
  PROCESSES(0.02, "node_processes_pids"),
  NET_ERRORS(0.01, "node_network_receive_errs_total", "node_network_transmit_errs_total"),
  RETRANSMITS(0.05, "node_netstat_Tcp_RetransSegs"),
  DISK_LATENCY(
      0.02,
      "node_disk_read_time_seconds_total",
      "node_disk_write_time_seconds_total",
      "node_disk_io_time_seconds_total",
      "node_pressure_io_waiting_seconds_total"),
  BAD_SECTORS(
      0.02,
      "smartmon_reallocated_sector_ct_raw_value",
      "smartmon_current_pending_sector_raw_value"),
  ECC(0.01, "node_edac_correctable_errors_total"),
  HEAT(0.05, "node_hwmon_temp_celsius", "node_cpu_scaling_frequency_hertz"),
  CLOCK(0.005, "node_timex_offset_seconds"),
  RELIST(
      0.005,
      "kubelet_pleg_relist_duration_seconds_sum",
      "kubelet_pleg_relist_duration_seconds_bucket",
      "kubelet_runtime_operations_duration_seconds_sum"),
  RENEWAL_ERRORS(
      0.02,
      "kubelet_certificate_manager_client_expiration_renew_errors",
      "kubelet_certificate_manager_client_ttl_seconds");

  private static final Effect[] ALL = values();

  /** Length of an array indexed by effect. */
  public static final int COUNT = ALL.length;

  private final double noise;
  private final List<String> metrics;

  Effect(double noise, String... metrics) {
    this.noise = noise;
    this.metrics = List.of(metrics);
  }

  /** Standard deviation of the telemetry's noise, in strengths of this effect. */
  public double noise() {
    return noise;
  }

  /** Metric names that move when the effect does, before any coupling. */
  public List<String> metrics() {
    return metrics;
  }
}
