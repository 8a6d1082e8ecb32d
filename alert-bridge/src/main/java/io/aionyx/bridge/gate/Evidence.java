package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.Sample;
import java.util.List;

/**
 * How well a failure mode was predicted here, read from the predictor's own counts.
 *
 * @param days how long predictions have been resolved
 * @param right predictions that came true; averted ones prove nothing
 * @param wrong predictions that did not come true
 * @param drift largest population stability index of a feature
 */
record Evidence(double days, long right, long wrong, double drift) {

  private static final double CONFIDENCE = 0.95;

  /** Counts lean to the careful side: right ones rounded down, wrong ones up. */
  static Evidence read(Metrics metrics, String failureMode, GateConfig.Promotion config) {
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
        value(metrics, "sum(increase(" + resolved + ",outcome=\"true_positive\"}" + window + "))");
    double wrong =
        value(metrics, "sum(increase(" + resolved + ",outcome=\"false_positive\"}" + window + "))");
    return new Evidence(
        value(metrics, first),
        (long) Math.floor(right),
        (long) Math.ceil(wrong),
        value(metrics, "max(aionyx_model_drift_score)"));
  }

  private static double value(Metrics metrics, String query) {
    List<Sample> samples = metrics.query(query);
    double value = samples.isEmpty() ? 0 : samples.getFirst().value();
    return Double.isFinite(value) ? value : 0;
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
}
