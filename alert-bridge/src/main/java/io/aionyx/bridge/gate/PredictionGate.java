package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.prom.Predictions;
import java.util.Optional;

/**
 * The prediction must be in Prometheus now: fresh, by the same model, still above the threshold.
 */
record PredictionGate(Optional<Predictions> predictions, GateConfig.Freshness freshness)
    implements Gate {

  @Override
  public String name() {
    return "prediction";
  }

  @Override
  public Verdict judge(Case c) {
    if (predictions.isEmpty()) {
      return advise("no prometheus.url is set, so the prediction cannot be checked");
    }
    return predictions
        .get()
        .of(c.episode(), c.remediation().model())
        .map(p -> judge(c, p))
        .orElseGet(() -> deny("Prometheus holds no such prediction"));
  }

  private Verdict judge(Case c, Prediction p) {
    double threshold = Math.max(freshness.minimumLower(), c.minimumLower());
    String planned = c.remediation().model();
    if (p.age(c.now()).compareTo(freshness.maxAge()) > 0) {
      return deny("the prediction is " + Durations.format(p.age(c.now())) + " old");
    }
    if (!planned.isEmpty() && !planned.equals(p.model())) {
      return deny("planned for model " + planned + ", now it is " + p.model());
    }
    if (p.lower() < threshold) {
      return deny(
          "the lower bound is " + Printable.of(p.lower()) + ", below " + Printable.of(threshold));
    }
    return allow("lower bound " + Printable.of(p.lower()) + " by " + p.model());
  }
}
