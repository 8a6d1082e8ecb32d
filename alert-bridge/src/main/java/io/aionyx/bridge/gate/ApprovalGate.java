package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.domain.Mode;
import java.util.Set;

/** Asks a person where the mode says so, for critical actions, and where a gap is certain. */
record ApprovalGate(Set<String> critical) implements Gate {

  @Override
  public String name() {
    return "approval";
  }

  @Override
  public Verdict judge(Case c) {
    if (c.remediation().mode() == Mode.APPROVE) {
      return ask("mode is approve");
    }
    if (critical.contains(c.card().id()) || c.step().critical()) {
      return ask(c.card().id() + " is critical");
    }
    return c.preflight().map(Preflight::population).filter(ApprovalGate::onlyOne).isPresent()
        ? ask("it is the only replica: there will be a gap")
        : allow("no approval needed");
  }

  private static boolean onlyOne(Preflight.Population p) {
    return p.disrupts() && p.total() == 1 && p.targetHealthy();
  }
}
