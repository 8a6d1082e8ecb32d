package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.prom.Metrics;
import java.util.Optional;

/**
 * Autopilot has to be earned: enough days, enough resolved predictions, and a lower bound of their
 * precision that reaches the demanded one. Asked anew each time, so that a model which drifts or
 * errs loses its promotion by itself.
 */
record PromotionGate(Optional<Metrics> metrics, GateConfig.Promotion config) implements Gate {

  @Override
  public String name() {
    return "promotion";
  }

  @Override
  public Verdict judge(Case c) {
    if (c.remediation().mode() != Mode.AUTOPILOT) {
      return allow("not on autopilot");
    }
    if (metrics.isEmpty()) {
      return ask("no Prometheus, no evidence");
    }
    Evidence evidence =
        Evidence.read(metrics.get(), c.episode().failureMode(), c.remediation().model(), config);
    String missing = evidence.missing(config);
    return missing.isEmpty() ? allow(evidence.toString()) : ask(evidence + "; " + missing);
  }
}
