package io.aionyx.app.stack;

import java.util.List;

/** A program of the Prometheus family, by its names and by the Debian package that holds it. */
public enum Tool {
  PROMETHEUS("prometheus", "prometheus", "prometheus"),
  PROMTOOL("prometheus", "promtool", "promtool"),
  ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager"),
  AMTOOL("prometheus-alertmanager", "amtool", "amtool"),
  NODE_EXPORTER("prometheus-node-exporter", "prometheus-node-exporter", "node_exporter");

  private final String debianPackage;
  private final String debianName;
  private final String upstreamName;

  Tool(String debianPackage, String debianName, String upstreamName) {
    this.debianPackage = debianPackage;
    this.debianName = debianName;
    this.upstreamName = upstreamName;
  }

  String debianPackage() {
    return debianPackage;
  }

  List<String> programs() {
    return debianName.equals(upstreamName)
        ? List.of(debianName)
        : List.of(debianName, upstreamName);
  }
}
