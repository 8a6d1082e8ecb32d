package io.aionyx.scenarios;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The node_exporter series of a world as columns, one row a scrape; counters as increases. */
final class NodeColumns implements History.Sink {
  private static final Set<String> COUNTERS =
      Set.of(
          "node_cpu_seconds_total",
          "node_pressure_cpu_waiting_seconds_total",
          "node_pressure_memory_waiting_seconds_total",
          "node_pressure_io_waiting_seconds_total",
          "node_disk_reads_completed_total",
          "node_disk_writes_completed_total",
          "node_disk_read_time_seconds_total",
          "node_disk_write_time_seconds_total",
          "node_disk_io_time_seconds_total",
          "node_network_receive_bytes_total",
          "node_network_transmit_bytes_total",
          "node_network_receive_errs_total",
          "node_network_receive_drop_total",
          "node_netstat_Tcp_OutSegs",
          "node_netstat_Tcp_RetransSegs",
          "node_vmstat_pgmajfault");

  private static final Set<String> GAUGES =
      Set.of(
          "node_load1",
          "node_load5",
          "node_load15",
          "node_memory_MemAvailable_bytes",
          "node_memory_Cached_bytes",
          "node_filesystem_avail_bytes",
          "node_nf_conntrack_entries",
          "node_processes_pids",
          "node_filefd_allocated",
          "node_hwmon_temp_celsius",
          "node_timex_offset_seconds");

  private final int rows;
  private final Map<String, List<double[]>> columns = new LinkedHashMap<>();
  private final List<double[]> columnOf = new ArrayList<>();
  private final List<Boolean> counter = new ArrayList<>();
  private final List<Double> last = new ArrayList<>();
  private int row;

  private NodeColumns(int rows) {
    this.rows = rows;
  }

  /** Columns by instance. */
  static Map<String, double[][]> of(World world) {
    long interval = world.spec().scrapeInterval().toMillis();
    var sink = new NodeColumns((int) (world.spec().duration().toMillis() / interval));
    world.replay(sink);
    var byNode = new LinkedHashMap<String, double[][]>();
    sink.columns.forEach((node, list) -> byNode.put(node, list.toArray(new double[0][])));
    return byNode;
  }

  @Override
  public int open(Labels series) {
    boolean counts = COUNTERS.contains(series.metricName());
    counter.add(counts);
    last.add(Double.NaN);
    if (counts || GAUGES.contains(series.metricName())) {
      var column = new double[rows];
      Arrays.fill(column, Double.NaN);
      columns.computeIfAbsent(series.get("instance"), key -> new ArrayList<>()).add(column);
      columnOf.add(column);
    } else {
      columnOf.add(new double[0]);
    }
    return columnOf.size() - 1;
  }

  @Override
  public void sample(int handle, long timestampMillis, double value) {
    double[] column = columnOf.get(handle);
    if (column.length > 0) {
      column[row] = counter.get(handle) ? value - last.get(handle) : value;
      last.set(handle, value);
    }
  }

  /** A scrape that is missing keeps the value before it, as a query would see it. */
  @Override
  public void advance(long timestampMillis) {
    for (double[] column : columnOf) {
      if (column.length > 0 && row > 0 && Double.isNaN(column[row])) {
        column[row] = column[row - 1];
      }
    }
    row++;
  }
}
