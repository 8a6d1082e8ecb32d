package io.aionyx.bridge.gate;

import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import java.util.Optional;

/** The playbook's own conditions, as PromQL that must return a series now. */
record PreconditionGate(Optional<Metrics> metrics) implements Gate {

  @Override
  public String name() {
    return "precondition";
  }

  @Override
  public Verdict judge(Case c) {
    for (Step.Query query : c.step().preconditions()) {
      String expression = PromText.fill(query.expression(), PromText.values(c.episode()));
      if (metrics.isEmpty() || metrics.get().query(expression).isEmpty()) {
        return advise("does not hold: " + query.name());
      }
    }
    return allow(c.step().preconditions().size() + " conditions hold");
  }
}
