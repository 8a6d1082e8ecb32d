package io.aionyx.app.doctor;

import io.aionyx.app.doctor.ClusterFacts.Workload;
import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Untold;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The chart's objects, and whether the Prometheus operator takes notice of them. */
final class ClusterChecks {
  private ClusterChecks() {}

  static Verdict runs(List<Workload> workloads) {
    if (workloads.isEmpty()) {
      return new Bad(
          "no Deployment of the chart", "helm install aionyx ./helm/aionyx --namespace aionyx");
    }
    List<String> down =
        workloads.stream().filter(w -> w.ready() < w.wanted()).map(Workload::name).toList();
    return down.isEmpty()
        ? new Good(
            workloads.stream().map(Workload::name).collect(Collectors.joining(", ", "", " ready")))
        : new Bad(
            "not ready: " + String.join(", ", down),
            "kubectl describe deployment " + down.getFirst());
  }

  /**
   * Whether any Prometheus object selects them. One that selects other labels ignores them and says
   * nothing.
   *
   * @param value of the chart that sets the labels
   */
  static Verdict areSelected(
      List<Map<String, String>> selectors, List<Map<String, String>> objects, String value) {
    if (selectors.isEmpty()) {
      return new Untold("no Prometheus object: the operator is not used");
    }
    if (objects.isEmpty()) {
      return new Bad("the chart has made none", "set " + value + ".enabled: true");
    }
    boolean all =
        objects.stream()
            .allMatch(
                labels ->
                    selectors.stream()
                        .anyMatch(selector -> labels.entrySet().containsAll(selector.entrySet())));
    return all
        ? new Good(objects.size() + " selected")
        : new Bad(
            "silently ignored: no Prometheus object selects their labels",
            "set " + value + ".labels: " + selectors.getFirst());
  }
}
