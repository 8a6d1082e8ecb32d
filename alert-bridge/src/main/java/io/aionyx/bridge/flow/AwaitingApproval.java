package io.aionyx.bridge.flow;

import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Decisions.Decision;
import java.time.Instant;
import java.util.Optional;

/** Waits for a person. Silence means no. */
final class AwaitingApproval implements PhaseHandler {

  private final Desk desk;

  AwaitingApproval(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Optional<Decision> decision =
        desk.decisions().of(r.id()).filter(d -> d.planHash().equals(r.planHash()));
    if (decision.isEmpty()) {
      return Move.to(r.moved(Phase.EXPIRED, "nobody decided in time", now, now));
    }
    Decision d = decision.get();
    Phase to = d.approved() ? Phase.APPROVED : Phase.DENIED;
    String word = d.approved() ? "approved by " : "denied by ";
    return Move.to(r.moved(to, word + d.who() + ": " + d.reason(), now, now))
        .with(Json.object().put("who", d.who()).put("reason", d.reason()));
  }
}
