package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.Sample;
import java.util.List;
import java.util.Locale;

/**
 * How well a failure mode was predicted here, read from the predictor's own counts.
 *
 * @param days how long predictions have been resolved
 * @param right predictions that came true; averted ones prove nothing
 * @param wrong predictions that did not come true
 * @param drift largest population stability index of a feature; NaN while nobody measures it
 */
record Evidence(double days, long right, long wrong, double drift) {

  static final Evidence NONE = new Evidence(0, 0, 0, Double.NaN);

  private static final double CONFIDENCE = 0.95;

  /**
   * Counts lean to the careful side: right ones rounded down, wrong ones up.
   *
   * @param model whose drift counts; that of all models where it is empty
   */
  static Evidence read(
      Metrics metrics, String failureMode, String model, GateConfig.Promotion config) {
    String selector = "failure_mode=" + PromText.quote(failureMode);
    String window = "[" + Math.max(90, config.days()) + "d]";
    String resolved = "aionyx_predictions_resolved_total{" + selector;
    String first =
        "(time() - min(min_over_time(timestamp("
            + resolved
            + "})"
            + "["
            + (config.days() + 5)
            + "d:6h]))) / 86400";
    double right =
        value(
            metrics, "sum(increase(" + resolved + ",outcome=\"true_positive\"}" + window + "))", 0);
    double wrong =
        value(
            metrics,
            "sum(increase(" + resolved + ",outcome=\"false_positive\"}" + window + "))",
            0);
    return new Evidence(
        value(metrics, first, 0),
        (long) Math.floor(right),
        (long) Math.ceil(wrong),
        value(metrics, "max(aionyx_model_drift_score" + of(model) + ")", Double.NaN));
  }

  private static String of(String model) {
    return model.isEmpty() ? "" : "{model=" + PromText.quote(model) + "}";
  }

  private static double value(Metrics metrics, String query, double unknown) {
    List<Sample> samples = metrics.query(query);
    double value = samples.isEmpty() ? unknown : samples.getFirst().value();
    return Double.isFinite(value) ? value : unknown;
  }

  long resolved() {
    return right + wrong;
  }

  double lowerBound() {
    return Binomial.lowerBound(right, resolved(), CONFIDENCE);
  }

  /** Resolved predictions still needed if no further one is wrong. */
  long remaining(GateConfig.Promotion config) {
    long more = Math.max(0, config.minimumEpisodes() - resolved());
    while (Binomial.lowerBound(right + more, resolved() + more, CONFIDENCE) < config.precision()
        && more < 10_000) {
      more++;
    }
    return more;
  }

  /** Empty when it is enough for autopilot; else what is missing. */
  String missing(GateConfig.Promotion config) {
    if (days < config.days()) {
      return config.days() + " days are needed";
    }
    if (resolved() < config.minimumEpisodes() || lowerBound() < config.precision()) {
      return config.precision() + " is needed, " + remaining(config) + " good predictions away";
    }
    if (Double.isNaN(drift)) {
      return "nobody measures whether the input drifts";
    }
    return drift > config.maximumDrift() ? "the input drifts: " + drift : "";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f days, %d resolved, %d false, lower bound %.3f",
        days,
        resolved(),
        wrong,
        lowerBound());
  }
}
