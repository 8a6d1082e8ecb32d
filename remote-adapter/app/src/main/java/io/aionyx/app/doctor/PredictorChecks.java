package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import java.util.List;
import java.util.stream.Collectors;

/** The predictor itself. */
final class PredictorChecks {
  private static final double STALE_SECONDS = 120;

  private PredictorChecks() {}

  static Verdict answers(PredictorFacts predictor) {
    return switch (predictor.ready()) {
      case Fact.Known<String>(String words) -> new Good(predictor.url() + ": " + words);
      case Fact.Unknown<String>(String why) ->
          new Bad(
              why, "start it: aionyx serve --config aionyx.yaml; or name it by --predictor URL");
    };
  }

  static Verdict hasModels(List<String> models) {
    return models.isEmpty()
        ? new Bad(
            "no model is loaded",
            "leave models.path empty for the shipped ones, or put bundles into that folder")
        : new Good(models.size() + " loaded: " + String.join(", ", models));
  }

  static Verdict scoresAreFresh(Exposition metrics) {
    double seconds = metrics.sum("aionyx_score_staleness_seconds").orElse(Double.NaN);
    return seconds <= STALE_SECONDS
        ? new Good("the oldest is %.0f s old".formatted(seconds))
        : new Bad(
            "the oldest is %.0f s old".formatted(seconds),
            "check that samples arrive; with clock: event the clock stands still without them");
  }

  static Verdict takesWhatArrives(Exposition metrics) {
    double taken = metrics.sum("aionyx_ingested_samples_total").orElse(0);
    List<Exposition.Sample> refused =
        metrics.named("aionyx_ingest_rejected_samples_total").stream()
            .filter(sample -> sample.value() > 0)
            .toList();
    double lost = refused.stream().mapToDouble(Exposition.Sample::value).sum();
    String reasons =
        refused.stream()
            .map(s -> "%.0f %s".formatted(s.value(), s.labels().getOrDefault("reason", "?")))
            .collect(Collectors.joining(", "));
    return lost == 0
        ? new Good("none refused of %.0f".formatted(taken))
        : new Weak(
            "%.0f taken, refused: %s".formatted(taken, reasons),
            "aionyx_ingest_rejected_samples_total names the reason; too_many_series: raise"
                + " max_series, too_old or too_new: check clocks");
  }
}
