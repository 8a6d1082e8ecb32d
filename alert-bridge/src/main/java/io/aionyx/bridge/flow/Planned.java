package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Gates;
import io.aionyx.bridge.gate.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Asks the gates whether this plan is wanted at all, and whether a person has to agree. */
final class Planned implements PhaseHandler {

  private final Desk desk;

  Planned(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Optional<Preflight> preflight;
    try {
      preflight = r.mode().compareTo(Mode.ADVISE) > 0 ? desk.inspect(r, now) : Optional.empty();
    } catch (ClusterException e) {
      return Desk.wait(r, String.valueOf(e.getMessage()), now, Desk.OUTAGE_RETRY);
    }
    Gates.Judgement judgement = desk.gates().askBeforeApproval(desk.present(r, preflight, now));
    return move(r, judgement, now).because(judgement.verdicts());
  }

  private Move move(Remediation r, Gates.Judgement judgement, Instant now) {
    Verdict last = judgement.last();
    return switch (last) {
      case Verdict.Allowed a ->
          Move.to(r.moved(Phase.APPROVED, "the gates allow it without a person", now, now));
      case Verdict.Ask ask -> {
        Instant until = now.plus(desk.config().approvalTtl());
        yield Move.to(r.moved(Phase.AWAITING_APPROVAL, reason(ask), now, until));
      }
      case Verdict.NotNow n -> Desk.wait(r, reason(n), now, n.retry());
      case Verdict.Refused x -> refused(r, x, now);
    };
  }

  static String reason(Verdict verdict) {
    return verdict.gate() + ": " + verdict.reason();
  }

  /** Where the action does not fit the target, the playbook's next one may. */
  static Move refused(Remediation r, Verdict.Refused refusal, Instant now) {
    Move move = Move.to(r.moved(refusal.end(), reason(refusal), now, now));
    boolean doesNotFit = refusal.gate().matches("target|precondition");
    return doesNotFit ? move.tryNext() : move;
  }
}
