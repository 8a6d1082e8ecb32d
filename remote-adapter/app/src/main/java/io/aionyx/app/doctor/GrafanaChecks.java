package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import java.util.List;

/** Where predictions are looked at. */
final class GrafanaChecks {
  private GrafanaChecks() {}

  static Verdict hasDashboards(List<String> titles) {
    return titles.isEmpty()
        ? new Weak(
            "no dashboard is tagged aionyx",
            "provision dashboards/ (the chart's ConfigMaps carry grafana_dashboard: \"1\")")
        : new Good(titles.size() + ": " + String.join(", ", titles));
  }

  static Verdict hasApp(String version) {
    return version.isEmpty()
        ? new Weak("the app is not enabled", "install and enable the app of grafana-panel/")
        : new Good("aionyx-failureprediction-app " + version);
  }
}
