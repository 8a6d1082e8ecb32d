package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Progress;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import java.time.Duration;
import java.time.Instant;

/** Takes the change back. */
final class RollingBack implements PhaseHandler {

  private final Desk desk;

  RollingBack(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    if (desk.pause().current().isPresent()) {
      Instant later = now.plus(Duration.ofSeconds(5));
      return Move.to(r.moved(Phase.ROLLING_BACK, "paused before the rollback", now, later));
    }
    try {
      Progress progress = desk.action(r).rollback(Task.of(r, now));
      return finish(r, progress.note(), now);
    } catch (ClusterException e) {
      String why = r.reason() + "; rollback: " + e.getMessage();
      Phase end = e.fault() == ClusterException.Fault.UNKNOWN ? Phase.INCONCLUSIVE : Phase.FAILED;
      return Move.to(r.moved(end, why, now, now));
    }
  }

  private static Move finish(Remediation r, String note, Instant now) {
    Phase end = r.memo().containsKey("apply_failed") ? Phase.FAILED : Phase.ROLLED_BACK;
    return Move.to(r.moved(end, r.reason() + "; " + note, now, now))
        .with(Json.object().put("api", note))
        .tryNext();
  }
}
