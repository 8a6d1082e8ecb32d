package io.aionyx.app.stack;

import java.util.List;

/** A program of the Prometheus family, by its names and by the Debian package that holds it. */
public enum Tool {
  PROMETHEUS("prometheus", "prometheus"),
  PROMTOOL("prometheus", "promtool"),
  ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager"),
  AMTOOL("prometheus-alertmanager", "amtool"),
  NODE_EXPORTER("prometheus-node-exporter", "prometheus-node-exporter", "node_exporter");

  private final String debianPackage;
  private final List<String> programs;

  Tool(String debianPackage, String... programs) {
    this.debianPackage = debianPackage;
    this.programs = List.of(programs);
  }

  String debianPackage() {
    return debianPackage;
  }

  /** Debian's name first, then the one upstream archives use. */
  List<String> programs() {
    return programs;
  }
}
