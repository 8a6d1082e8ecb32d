package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Remediation;

/** Finds the mode of a plan: the first rule that fits failure mode, action and namespace. */
public record Modes(GateConfig config, boolean canAct) {

  /** Without a cluster to act on the most is advice. */
  public Mode of(Remediation r) {
    Mode mode =
        config.modes().stream()
            .filter(rule -> fits(rule, r))
            .findFirst()
            .map(GateConfig.ModeRule::mode)
            .orElse(config.defaultMode());
    return !canAct && mode.compareTo(Mode.ADVISE) > 0 ? Mode.ADVISE : mode;
  }

  private static boolean fits(GateConfig.ModeRule rule, Remediation r) {
    return fits(rule.failureMode(), r.episode().failureMode())
        && fits(rule.action(), r.action())
        && fits(rule.namespace(), r.target().namespace());
  }

  private static boolean fits(String wanted, String present) {
    return wanted.isEmpty() || wanted.equals(present);
  }
}
