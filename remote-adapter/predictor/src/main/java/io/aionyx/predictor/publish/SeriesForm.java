package io.aionyx.predictor.publish;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Prediction;
import io.aionyx.core.explain.Contribution;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.config.Config.Publish;
import io.aionyx.predictor.publish.Budget.Chosen;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names and labels under which predictions appear in PromQL. */
final class SeriesForm {
  private static final String OTHER = "other";

  private final Publish limits;
  private final String cluster;

  SeriesForm(Publish limits, String cluster) {
    this.limits = limits;
    this.cluster = cluster;
  }

  /** Every series of one entity with its value. */
  Map<Labels, Double> of(Chosen chosen, List<Anomaly> anomalies) {
    var series = new LinkedHashMap<Labels, Double>();
    Entity entity = chosen.entity();
    for (Prediction prediction : chosen.predictions()) {
      probability(prediction, series);
    }
    mostLikelyPerHorizon(chosen).forEach(prediction -> contributions(prediction, series));
    mostLikelyPerMode(chosen).forEach(prediction -> eta(prediction, series));
    series.put(labels(entity, "aionyx_failure_risk_rank"), (double) chosen.rank());
    for (Anomaly anomaly : anomalies) {
      series.put(
          labels(entity, "aionyx_anomaly_score", "detector", anomaly.detector()), anomaly.score());
    }
    return series;
  }

  private void probability(Prediction prediction, Map<Labels, Double> series) {
    String[] more = {
      "horizon", prediction.horizon().label(),
      "failure_mode", prediction.failureMode(),
      "model", prediction.model()
    };
    Entity entity = prediction.entity();
    series.put(labels(entity, "aionyx_failure_probability", more), prediction.probability());
    series.put(labels(entity, "aionyx_failure_probability_lower", more), prediction.lower());
    series.put(labels(entity, "aionyx_failure_probability_upper", more), prediction.upper());
  }

  /** The series has no label for the failure mode, so the likeliest mode is the one explained. */
  private List<Prediction> mostLikelyPerHorizon(Chosen chosen) {
    var best = new HashMap<String, Prediction>();
    for (Prediction prediction : chosen.predictions()) {
      if (prediction.probability() > limits.contributionsAbove()
          && !prediction.contributions().isEmpty()) {
        best.merge(prediction.horizon().label(), prediction, SeriesForm::likelier);
      }
    }
    return inOrder(best);
  }

  /** The series has no label for the horizon, so the surest horizon speaks. */
  private static List<Prediction> mostLikelyPerMode(Chosen chosen) {
    var best = new HashMap<String, Prediction>();
    for (Prediction prediction : chosen.predictions()) {
      if (prediction.eta() != null) {
        best.merge(prediction.failureMode(), prediction, SeriesForm::likelier);
      }
    }
    return inOrder(best);
  }

  private static Prediction likelier(Prediction one, Prediction other) {
    return other.probability() > one.probability() ? other : one;
  }

  private static List<Prediction> inOrder(Map<String, Prediction> predictions) {
    return predictions.values().stream()
        .sorted(Comparator.comparing(Prediction::horizon).thenComparing(Prediction::failureMode))
        .toList();
  }

  private void contributions(Prediction prediction, Map<Labels, Double> series) {
    double rest = 1;
    int named = Math.min(limits.contributionsTop(), prediction.contributions().size());
    String horizon = prediction.horizon().label();
    for (Contribution reason : prediction.contributions().subList(0, named)) {
      rest -= reason.share();
      series.put(
          labels(
              prediction.entity(),
              "aionyx_failure_contribution_ratio",
              "horizon",
              horizon,
              "feature",
              reason.feature(),
              "direction",
              reason.direction().label()),
          reason.share());
    }
    if (named < prediction.contributions().size()) {
      series.put(
          labels(
              prediction.entity(),
              "aionyx_failure_contribution_ratio",
              "horizon",
              horizon,
              "feature",
              OTHER),
          Math.max(0, rest));
    }
  }

  private void eta(Prediction prediction, Map<Labels, Double> series) {
    Prediction.Eta eta = prediction.eta();
    if (eta != null) {
      eta(prediction, "10", eta.p10Seconds(), series);
      eta(prediction, "50", eta.p50Seconds(), series);
      eta(prediction, "90", eta.p90Seconds(), series);
    }
  }

  private void eta(
      Prediction prediction, String percentile, double seconds, Map<Labels, Double> series) {
    series.put(
        labels(
            prediction.entity(),
            "aionyx_failure_eta_seconds",
            "failure_mode",
            prediction.failureMode(),
            "percentile",
            percentile),
        seconds);
  }

  /** The entity's identity under a name, with more labels beside it. */
  Labels labels(Entity entity, String name, String... more) {
    var labels = new TreeMap<>(entity.identity().toMap());
    if (!cluster.isEmpty()) {
      labels.putIfAbsent("cluster", cluster);
    }
    labels.put(Labels.METRIC_NAME, name);
    labels.put("entity_kind", entity.kind().name());
    for (int i = 0; i < more.length; i += 2) {
      labels.put(more[i], more[i + 1]);
    }
    return Labels.of(labels);
  }
}
