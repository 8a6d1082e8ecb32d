package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Preflight;
import java.util.Optional;

/** The action itself looked at the target and may have found that it must not be used here. */
record TargetGate() implements Gate {

  @Override
  public String name() {
    return "target";
  }

  @Override
  public Verdict judge(Case c) {
    if (!c.card().kinds().isEmpty() && !c.card().kinds().contains(c.target().kind())) {
      return advise(c.card().id() + " does not act on a " + c.target().kind());
    }
    Optional<Preflight> preflight = c.preflight();
    if (preflight.isEmpty()) {
      return advise("there is no cluster to look at");
    }
    return preflight.get().blockers().isEmpty()
        ? allow("nothing stands against it")
        : advise(String.join("; ", preflight.get().blockers()));
  }
}
