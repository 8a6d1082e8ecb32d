package io.aionyx.panel;

import java.util.List;
import java.util.Map;

/**
 * One score of one entity at one horizon, as far as the predictor told it: numbers it left out are
 * NaN, texts empty.
 *
 * @param labels identity labels as kube-state-metrics writes them
 * @param etaSecondsByPercentile empty when no failure is predicted
 */
record Prediction(
    String entityKind,
    Map<String, String> labels,
    String horizon,
    String failureMode,
    String model,
    double probability,
    double lower,
    double upper,
    Map<String, Double> etaSecondsByPercentile,
    List<Contribution> contributions,
    String predictionId) {
  Prediction {
    labels = Map.copyOf(labels);
    etaSecondsByPercentile = Map.copyOf(etaSecondsByPercentile);
    contributions = List.copyOf(contributions);
  }

  /** What the entity is called: its most telling label. */
  String entityName() {
    for (String label : List.of("pod", "workload", "persistentvolumeclaim", "service", "node")) {
      String name = labels.get(label);
      if (name != null) {
        return name;
      }
    }
    return String.join("/", labels.values());
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  double etaSeconds(String percentile) {
    return etaSecondsByPercentile.getOrDefault(percentile, Double.NaN);
  }
}
