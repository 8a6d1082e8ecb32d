package io.aionyx.predictor.publish;

import io.aionyx.core.Drift;
import io.aionyx.core.series.Labels;
import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Quality;
import io.aionyx.predictor.outcomes.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and labels under which outcomes appear in PromQL. What changes with each episode is a
 * label of the two series of that episode and of no other.
 */
final class OutcomeForm {
  private static final String SOURCE = "live";

  private final SeriesForm form;
  private final Map<Labels, Double> series = new LinkedHashMap<>();

  private OutcomeForm(SeriesForm form) {
    this.form = form;
  }

  static Map<Labels, Double> of(SeriesForm form, Report report, List<Drift> drift) {
    var outcomes = new OutcomeForm(form);
    report.quality().forEach(outcomes::quality);
    drift.forEach(outcomes::drift);
    report.open().forEach(outcomes::open);
    return outcomes.series;
  }

  private void open(Episode episode) {
    series.put(
        form.labels(
            episode.entity(),
            "aionyx_prediction_info",
            "prediction_id",
            episode.id(),
            "failure_mode",
            episode.failureMode(),
            "model",
            episode.model(),
            "model_version",
            episode.modelVersion()),
        1.0);
    series.put(
        Labels.of(
            Labels.METRIC_NAME,
            "aionyx_prediction_opened_timestamp_seconds",
            "prediction_id",
            episode.id()),
        episode.openedMillis() / 1000.0);
  }

  private void quality(Quality quality) {
    sourced(quality, "aionyx_model_precision_ratio", quality.precision());
    sourced(quality, "aionyx_model_precision_lower_bound_ratio", quality.precisionLowerBound());
    sourced(quality, "aionyx_model_recall_ratio", quality.recall());
    sourced(quality, "aionyx_model_false_alarms_per_day", quality.falseAlarmsPerDay());
    put(figure(quality, "aionyx_model_brier_score"), quality.brier());
    put(figure(quality, "aionyx_model_calibration_error_ratio"), quality.calibrationError());
  }

  private void sourced(Quality quality, String name, double value) {
    put(figure(quality, name).with("source", SOURCE), value);
  }

  private static Labels figure(Quality quality, String name) {
    return Labels.of(
        Labels.METRIC_NAME,
        name,
        "model",
        quality.model(),
        "failure_mode",
        quality.failureMode(),
        "window",
        Quality.WINDOW);
  }

  private void drift(Drift drift) {
    put(
        Labels.of(
            Labels.METRIC_NAME,
            "aionyx_model_drift_score",
            "model",
            drift.model(),
            "feature",
            drift.feature()),
        drift.score());
  }

  /** A figure that is not known is not written. */
  private void put(Labels labels, double value) {
    if (!Double.isNaN(value)) {
      series.put(labels, value);
    }
  }
}
