package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.prom.Metrics;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Autopilot has to be earned: enough days, enough resolved predictions, and a lower bound of their
 * precision that reaches the demanded one. Asked anew each time, so that a model which drifts or
 * errs loses its promotion by itself.
 *
 * @param remaining told the failure mode and the predictions still needed
 */
record PromotionGate(
    Optional<Metrics> metrics, GateConfig.Promotion config, BiConsumer<Case, Long> remaining)
    implements Gate {

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
    Evidence evidence = Evidence.read(metrics.get(), c.episode().failureMode(), config);
    remaining.accept(c, evidence.remaining(config));
    return judge(evidence);
  }

  private Verdict judge(Evidence e) {
    String measured =
        String.format(
            java.util.Locale.ROOT,
            "%.1f days, %d resolved, %d false, lower bound %.3f",
            e.days(),
            e.resolved(),
            e.wrong(),
            e.lowerBound());
    if (e.days() < config.days()) {
      return ask(measured + "; " + config.days() + " days are needed");
    }
    if (e.resolved() < config.minimumEpisodes() || e.lowerBound() < config.precision()) {
      return ask(
          measured
              + "; "
              + config.precision()
              + " is needed, "
              + e.remaining(config)
              + " good predictions away");
    }
    return e.drift() > config.maximumDrift()
        ? ask(measured + "; but the input drifts: " + e.drift())
        : allow(measured);
  }
}
