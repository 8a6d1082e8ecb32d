package io.aionyx.predictor.serve;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.explain.Contribution;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.OnnxDetector;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.outcomes.Resolution;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The JSON of the API, as Prometheus shapes its own: status and data, or status and error. */
final class Answers {
  private Answers() {}

  record Success(String status, Object data) {}

  record Failure(String status, String errorType, String error) {}

  record Predictions(@Nullable Double evaluatedAt, List<Predicted> predictions) {}

  record Predicted(
      String entityKind,
      Map<String, String> labels,
      String horizon,
      String failureMode,
      String model,
      String modelVersion,
      double probability,
      double lower,
      double upper,
      double threshold,
      @Nullable Map<String, Double> etaSeconds,
      List<Reason> contributions) {}

  record Reason(
      String feature, String direction, double share, @Nullable Float value, float typical) {}

  record Explanation(
      double evaluatedAt,
      String entityKind,
      Map<String, String> labels,
      List<Predicted> predictions,
      List<Score> anomalies) {}

  record Score(String detector, double score) {}

  record Episodes(List<Stood> open, List<Ended> resolved) {}

  record Stood(
      String id,
      String entityKind,
      Map<String, String> labels,
      String horizon,
      String failureMode,
      String model,
      String modelVersion,
      double openedAt,
      double deadline,
      double probability) {}

  /**
   * @param episode null for a failure that was missed
   */
  record Ended(
      String outcome,
      String entityKind,
      Map<String, String> labels,
      String failureMode,
      String model,
      double at,
      @Nullable Double leadSeconds,
      @Nullable Stood episode) {}

  record Loaded(
      String name,
      String version,
      String kind,
      String entityKind,
      @Nullable String horizon,
      @Nullable String failureMode,
      double threshold,
      int features,
      String sha256,
      Map<String, Object> facts) {}

  static Success success(Object data) {
    return new Success("success", data);
  }

  static Failure failure(String type, String error) {
    return new Failure("error", type, error);
  }

  /** Riskiest first. */
  static Predictions predictions(
      @Nullable Evaluation evaluation, Predicate<Prediction> wanted, int most) {
    if (evaluation == null) {
      return new Predictions(null, List.of());
    }
    return new Predictions(
        evaluation.atMillis() / 1000.0,
        evaluation.predictions().stream()
            .filter(wanted)
            .sorted((one, other) -> Double.compare(other.probability(), one.probability()))
            .limit(most)
            .map(Answers::predicted)
            .toList());
  }

  static Explanation explanation(Evaluation evaluation, Entity entity) {
    return new Explanation(
        evaluation.atMillis() / 1000.0,
        entity.kind().name(),
        entity.identity().toMap(),
        evaluation.predictions().stream()
            .filter(prediction -> prediction.entity().equals(entity))
            .map(Answers::predicted)
            .toList(),
        evaluation.anomalies().stream()
            .filter(anomaly -> anomaly.entity().equals(entity))
            .map(Answers::score)
            .toList());
  }

  private static Score score(Anomaly anomaly) {
    return new Score(anomaly.detector(), anomaly.score());
  }

  private static Predicted predicted(Prediction prediction) {
    var eta = prediction.eta();
    return new Predicted(
        prediction.entity().kind().name(),
        prediction.entity().identity().toMap(),
        prediction.horizon().label(),
        prediction.failureMode(),
        prediction.model(),
        prediction.modelVersion(),
        prediction.probability(),
        prediction.lower(),
        prediction.upper(),
        prediction.threshold(),
        eta == null
            ? null
            : Map.of("10", eta.p10Seconds(), "50", eta.p50Seconds(), "90", eta.p90Seconds()),
        prediction.contributions().stream().map(Answers::reason).toList());
  }

  /** A value that is unknown is null: JSON has no NaN. */
  private static Reason reason(Contribution contribution) {
    return new Reason(
        contribution.feature(),
        contribution.direction().label(),
        contribution.share(),
        Float.isFinite(contribution.value()) ? contribution.value() : null,
        contribution.typical());
  }

  static Episodes episodes(Report report) {
    return new Episodes(
        report.open().stream().map(Answers::stood).toList(),
        report.latest().stream().map(Answers::ended).toList());
  }

  private static Stood stood(Episode episode) {
    return new Stood(
        episode.id(),
        episode.entity().kind().name(),
        episode.entity().identity().toMap(),
        episode.horizon().label(),
        episode.failureMode(),
        episode.model(),
        episode.modelVersion(),
        episode.openedMillis() / 1000.0,
        episode.deadlineMillis() / 1000.0,
        episode.probability());
  }

  private static Ended ended(Resolution resolution) {
    double lead = resolution.leadSeconds();
    return new Ended(
        resolution.outcome().label(),
        resolution.entity().kind().name(),
        resolution.entity().identity().toMap(),
        resolution.failureMode(),
        resolution.model(),
        resolution.atMillis() / 1000.0,
        Double.isNaN(lead) ? null : lead,
        resolution.episode() == null ? null : stood(resolution.episode()));
  }

  static Loaded loaded(Model model) {
    var card = model.card();
    return new Loaded(
        card.name(),
        card.version(),
        "failure",
        card.entityKind(),
        card.horizon().label(),
        card.failureMode(),
        card.threshold(),
        card.features().size(),
        card.sha256(),
        card.facts());
  }

  static Loaded loaded(OnnxDetector detector) {
    var card = detector.card();
    return new Loaded(
        card.name(),
        card.version(),
        "anomaly",
        card.entityKind(),
        null,
        null,
        card.threshold(),
        card.features().size(),
        card.sha256(),
        card.facts());
  }
}
