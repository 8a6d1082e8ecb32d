package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Card;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.store.Decisions.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan before the gates.
 *
 * @param preflight what the action saw when it looked; empty where the bridge has no cluster
 * @param decision what a person said about exactly this plan
 * @param minimumLower what the playbook demands of the prediction
 */
public record Case(
    Remediation remediation,
    Step step,
    Card card,
    Optional<Preflight> preflight,
    Optional<Decision> decision,
    double minimumLower,
    Instant now) {

  Episode episode() {
    return remediation.episode();
  }

  Target target() {
    return remediation.target();
  }

  boolean approved() {
    return decision.filter(Decision::approved).isPresent();
  }

  /** The same thing under another name, for back-off: the owner of a pod, not the pod. */
  String owner() {
    return preflight.map(Preflight::owner).orElse(target().key());
  }
}
