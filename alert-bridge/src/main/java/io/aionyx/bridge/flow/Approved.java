package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Case;
import io.aionyx.bridge.gate.Gates;
import io.aionyx.bridge.gate.Verdict;
import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last look before acting: everything is asked anew, and the object must be the one that was
 * planned for. The move to RUNNING is only made inside the transaction that asks the limits again.
 */
final class Approved implements PhaseHandler {

  private final Desk desk;

  Approved(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Optional<Preflight> preflight;
    try {
      preflight = desk.inspect(r, now);
    } catch (ClusterException e) {
      return Desk.wait(r, String.valueOf(e.getMessage()), now, Desk.OUTAGE_RETRY);
    }
    if (!Desk.planHash(r, preflight).equals(r.planHash())) {
      return Move.to(r.moved(Phase.DENIED, "the object changed since the plan was made", now, now));
    }
    Case c = desk.present(r, preflight, now);
    Gates.Judgement judgement = desk.gates().ask(c);
    return move(r, c, judgement, now).because(judgement.verdicts());
  }

  private Move move(Remediation r, Case c, Gates.Judgement judgement, Instant now) {
    return switch (judgement.last()) {
      case Verdict.Allowed a -> start(r, c, now);
      case Verdict.Ask ask -> {
        Instant until = now.plus(desk.config().approvalTtl());
        yield Move.to(r.moved(Phase.AWAITING_APPROVAL, Planned.reason(ask), now, until));
      }
      case Verdict.NotNow n -> Desk.wait(r, Planned.reason(n), now, n.retry());
      case Verdict.Refused x -> Planned.refused(r, x, now);
    };
  }

  private Move start(Remediation r, Case c, Instant now) {
    Preflight preflight = c.preflight().orElseThrow();
    Map<String, String> memo = new HashMap<>(r.memo());
    memo.put("owner", preflight.owner());
    memo.put("scope", preflight.population().scope());
    memo.put("total", Integer.toString(preflight.population().total()));
    long fence = desk.leadership().standing().fence();
    Remediation started =
        r.started(preflight.undo(), now, fence)
            .remembering(memo)
            .moved(Phase.RUNNING, "all gates allow it", now, now);
    return Move.to(started)
        .seeing(preflight)
        .with(
            Json.object()
                .put("fence", fence)
                .put("revision", preflight.revision())
                .set("undo", Json.MAPPER.valueToTree(preflight.undo())));
  }
}
