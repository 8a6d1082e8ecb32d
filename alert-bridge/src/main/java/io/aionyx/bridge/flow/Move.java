package io.aionyx.bridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a phase decided: the remediation as it is to be stored, and the evidence for the audit.
 *
 * @param verdicts what the gates said; empty when none were asked
 * @param preflight what a starting action saw, for asking the limits again
 * @param alternative whether the playbook's next action is to be considered
 */
record Move(
    Remediation next,
    List<Verdict> verdicts,
    ObjectNode evidence,
    boolean alternative,
    Optional<Preflight> preflight) {

  static Move to(Remediation next) {
    return new Move(next, List.of(), io.aionyx.bridge.json.Json.object(), false, Optional.empty());
  }

  Move because(List<Verdict> newVerdicts) {
    return new Move(next, newVerdicts, evidence, alternative, preflight);
  }

  Move with(ObjectNode newEvidence) {
    return new Move(next, verdicts, newEvidence, alternative, preflight);
  }

  Move seeing(Preflight seen) {
    return new Move(next, verdicts, evidence, alternative, Optional.of(seen));
  }

  Move tryNext() {
    return new Move(next, verdicts, evidence, true, preflight);
  }
}
