package io.aionyx.app.doctor;

import java.util.Arrays;

/** Who exports the metrics that signals are made of, told by how their names begin. */
enum Exporter {
  NODE(
      "node_exporter",
      "node_",
      "run prometheus-node-exporter on each node and scrape it; collectors that are off by default:"
          + " --collector.processes; pressure needs a kernel with PSI",
      true),
  CADVISOR(
      "cAdvisor",
      "container_",
      "scrape /metrics/cadvisor of each kubelet, and keep the labels namespace, pod, container",
      true),
  STATE(
      "kube-state-metrics",
      "kube_",
      "install kube-state-metrics and scrape it with honor_labels: true",
      true),
  KUBELET("kubelet", "kubelet_", "scrape /metrics of each kubelet", false),
  HTTP(
      "HTTP servers",
      "http_server_",
      "let applications export http_server_requests_seconds (Micrometer; others: map yours in"
          + " signals.yaml)",
      false),
  JVM("JVMs", "jvm_", "let applications export jvm_* (Micrometer)", false),
  POOL("connection pools", "hikaricp_", "let applications export hikaricp_* (Micrometer)", false),
  PROCESS("processes", "process_", "let applications export process_open_fds", false),
  CERTIFICATES(
      "blackbox_exporter", "probe_ssl_", "probe TLS endpoints by blackbox_exporter", false),
  DISKS("smartmon", "smartmon_", "run the smartmon textfile script of node_exporter", false),
  OTHER("others", "", "export it, or take the signal out of signals.yaml", false);

  private final String title;
  private final String prefix;
  private final String fix;
  private final boolean essential;

  Exporter(String title, String prefix, String fix, boolean essential) {
    this.title = title;
    this.prefix = prefix;
    this.fix = fix;
    this.essential = essential;
  }

  static Exporter of(String metric) {
    return Arrays.stream(values())
        .filter(exporter -> metric.startsWith(exporter.prefix))
        .findFirst()
        .orElse(OTHER);
  }

  String title() {
    return title;
  }

  String fix() {
    return fix;
  }

  /** Whether the shipped models are blind without it. */
  boolean essential() {
    return essential;
  }
}
