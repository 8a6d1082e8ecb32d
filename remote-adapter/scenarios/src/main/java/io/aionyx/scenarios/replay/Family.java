package io.aionyx.scenarios.replay;

import io.aionyx.core.series.Labels;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric family on its way into OpenMetrics text: its samples wait in a file in the order in
 * which they came, and leave metric by metric, each in time order.
 */
final class Family {
  private static final int RECORD_BYTES = 20;

  private final String name;
  private final Path spool;
  private final DataOutputStream out;
  private final List<String> series = new ArrayList<>();
  private final List<Integer> metricOfSeries = new ArrayList<>();
  private final Map<Labels, Integer> metrics = new HashMap<>();
  private boolean hasBuckets;
  private boolean hasParts;
  private boolean isCounter;
  private int samples;

  Family(String name, Path spool) throws IOException {
    this.name = name;
    this.spool = spool;
    this.out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool), 1 << 15));
  }

  /** The family of a metric name: what is left without the suffixes of counters and histograms. */
  static String nameOf(String metric) {
    for (String suffix : List.of("_total", "_bucket", "_sum", "_count")) {
      if (metric.endsWith(suffix)) {
        return metric.substring(0, metric.length() - suffix.length());
      }
    }
    return metric;
  }

  int open(Labels labels) {
    String metric = labels.metricName();
    hasBuckets |= metric.endsWith("_bucket");
    hasParts |= metric.endsWith("_sum") || metric.endsWith("_count");
    isCounter |= metric.endsWith("_total");
    Labels identity = labels.without("le").without(Labels.METRIC_NAME);
    metricOfSeries.add(metrics.computeIfAbsent(identity, key -> metrics.size()));
    series.add(labels.toString());
    return series.size() - 1;
  }

  void sample(int index, long timestampMillis, double value) throws IOException {
    out.writeInt(index);
    out.writeLong(timestampMillis);
    out.writeDouble(value);
    samples++;
  }

  /** Writes the family and removes its file. */
  void finish(Writer text) throws IOException {
    out.close();
    var index = new int[samples];
    var time = new long[samples];
    var value = new double[samples];
    read(index, time, value);
    Files.delete(spool);
    text.write("# TYPE " + name + ' ' + type() + '\n');
    for (int at : byMetric(index)) {
      text.write(series.get(index[at]));
      text.write(' ' + Double.toString(value[at]).replace("Infinity", "Inf"));
      text.write(' ' + BigDecimal.valueOf(time[at], 3).toPlainString() + '\n');
    }
  }

  private void read(int[] index, long[] time, double[] value) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(spool), RECORD_BYTES << 12))) {
      for (int i = 0; i < samples; i++) {
        index[i] = in.readInt();
        time[i] = in.readLong();
        value[i] = in.readDouble();
      }
    }
  }

  /** Counting sort, stable, so that each metric stays in the order in which it came. */
  private int[] byMetric(int[] index) {
    var starts = new int[metrics.size() + 1];
    for (int each : index) {
      starts[metricOfSeries.get(each) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    var order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[starts[metricOfSeries.get(index[i])]++] = i;
    }
    return order;
  }

  private String type() {
    if (hasBuckets) {
      return "histogram";
    }
    if (hasParts) {
      return "summary";
    }
    if (isCounter) {
      return "counter";
    }
    boolean untyped = name.startsWith("node_vmstat_") || name.startsWith("node_netstat_");
    return untyped ? "unknown" : "gauge";
  }
}
