package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Remediation;

/** Finds the mode of a plan: the first rule that fits failure mode, action and namespace. */
public record Modes(GateConfig config, boolean canAct) {

  public Mode of(Remediation r) {
    String namespace = r.target().namespace();
    return possible(
        config.modes().stream()
            .filter(rule -> fits(rule, r.episode().failureMode(), r.action()))
            .filter(rule -> fits(rule.namespace(), namespace))
            .findFirst()
            .map(GateConfig.ModeRule::mode)
            .orElse(config.defaultMode()));
  }

  /** The most that is done anywhere: namespaces may have rules of their own. */
  Mode most(String failureMode, String action) {
    Mode most = Mode.SHADOW;
    for (GateConfig.ModeRule rule : config.modes()) {
      if (fits(rule, failureMode, action)) {
        most = greater(most, rule.mode());
        if (rule.namespace().isEmpty()) {
          return possible(most);
        }
      }
    }
    return possible(greater(most, config.defaultMode()));
  }

  private static Mode greater(Mode one, Mode other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** Without a cluster to act on the most is advice. */
  private Mode possible(Mode mode) {
    return !canAct && mode.compareTo(Mode.ADVISE) > 0 ? Mode.ADVISE : mode;
  }

  private static boolean fits(GateConfig.ModeRule rule, String failureMode, String action) {
    return fits(rule.failureMode(), failureMode) && fits(rule.action(), action);
  }

  private static boolean fits(String wanted, String present) {
    return wanted.isEmpty() || wanted.equals(present);
  }
}
