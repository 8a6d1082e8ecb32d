package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.bit;
import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.scenarios.sim.NodeState;
import java.util.List;

/** Machines, as node_exporter gives them, with smartmontools by its text-file collector. */
final class NodeExporter {
  private static final String[] ROOT = {"device", "/dev/sda1", "fstype", "ext4", "mountpoint", "/"};
  private static final String[] DISK = {"device", "sda"};
  private static final String[] LINK = {"device", "eth0"};
  private static final String[] SMART = {"disk", "/dev/sda", "type", "sat"};

  static final List<Metric<NodeState>> NODE =
      List.of(
          metric("node_memory_MemTotal_bytes", n -> n.node.memoryBytes()),
          metric("node_memory_MemAvailable_bytes", n -> n.memoryAvailable),
          metric("node_memory_Cached_bytes", n -> n.memoryCached),
          metric("node_memory_SwapTotal_bytes", n -> 0),
          metric("node_memory_SwapFree_bytes", n -> 0),
          metric("node_vmstat_pgmajfault", n -> n.majorFaults),
          metric("node_vmstat_oom_kill", n -> n.oomKills),
          metric("node_cpu_seconds_total", n -> n.cpuUserSeconds, "cpu", "0", "mode", "user"),
          metric("node_cpu_seconds_total", n -> n.cpuSystemSeconds, "cpu", "0", "mode", "system"),
          metric("node_cpu_seconds_total", n -> n.cpuIowaitSeconds, "cpu", "0", "mode", "iowait"),
          metric("node_cpu_seconds_total", n -> n.cpuIdleSeconds, "cpu", "0", "mode", "idle"),
          metric("node_cpu_scaling_frequency_hertz", n -> n.frequencyHertz, "cpu", "0"),
          metric("node_load1", n -> n.load1),
          metric("node_load5", n -> n.load5),
          metric("node_load15", n -> n.load15),
          metric("node_pressure_cpu_waiting_seconds_total", n -> n.pressureCpuSeconds),
          metric("node_pressure_memory_waiting_seconds_total", n -> n.pressureMemorySeconds),
          metric("node_pressure_io_waiting_seconds_total", n -> n.pressureIoSeconds),
          metric("node_filesystem_size_bytes", n -> n.node.diskBytes(), ROOT),
          metric("node_filesystem_avail_bytes", n -> n.diskAvailable, ROOT),
          metric("node_filesystem_files", n -> NodeState.INODES, ROOT),
          metric("node_filesystem_files_free", n -> n.filesFree, ROOT),
          metric("node_filesystem_readonly", n -> bit(n.readOnly), ROOT),
          metric("node_disk_reads_completed_total", n -> n.diskReads, DISK),
          metric("node_disk_writes_completed_total", n -> n.diskWrites, DISK),
          metric("node_disk_read_time_seconds_total", n -> n.diskReadSeconds, DISK),
          metric("node_disk_write_time_seconds_total", n -> n.diskWriteSeconds, DISK),
          metric("node_disk_io_time_seconds_total", n -> n.diskIoSeconds, DISK),
          metric("smartmon_reallocated_sector_ct_raw_value", n -> n.reallocatedSectors, SMART),
          metric("smartmon_current_pending_sector_raw_value", n -> n.pendingSectors, SMART),
          metric("smartmon_device_smart_healthy", n -> bit(n.pendingSectors < 24), SMART),
          metric("node_filefd_allocated", n -> n.fileDescriptors),
          metric("node_filefd_maximum", n -> 1_048_576),
          metric("node_nf_conntrack_entries", n -> n.conntrackEntries),
          metric("node_nf_conntrack_entries_limit", n -> NodeState.CONNTRACK_LIMIT),
          metric("node_processes_pids", n -> n.processes),
          metric("node_processes_max_processes", n -> NodeState.PROCESS_LIMIT),
          metric("node_network_receive_bytes_total", n -> n.receivedBytes, LINK),
          metric("node_network_transmit_bytes_total", n -> n.sentBytes, LINK),
          metric("node_network_receive_errs_total", n -> n.receiveErrors, LINK),
          metric("node_network_transmit_errs_total", n -> n.sendErrors, LINK),
          metric("node_network_receive_drop_total", n -> n.receiveDrops, LINK),
          metric("node_network_transmit_drop_total", n -> 0, LINK),
          metric("node_netstat_Tcp_OutSegs", n -> n.segmentsSent),
          metric("node_netstat_Tcp_RetransSegs", n -> n.segmentsRetransmitted),
          metric("node_timex_offset_seconds", n -> n.clockOffsetSeconds),
          metric("node_timex_sync_status", n -> bit(Math.abs(n.clockOffsetSeconds) < 0.1)),
          metric(
              "node_hwmon_temp_celsius",
              n -> n.temperatureCelsius,
              "chip",
              "platform_coretemp_0",
              "sensor",
              "temp1"),
          metric("node_edac_correctable_errors_total", n -> n.correctableErrors, "controller", "0"),
          metric("node_edac_uncorrectable_errors_total", n -> 0, "controller", "0"),
          metric("node_boot_time_seconds", n -> n.bootMillis / 1000));

  private NodeExporter() {}
}
