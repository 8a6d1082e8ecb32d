package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Progress;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Takes the change back. */
final class RollingBack implements PhaseHandler {

  private static final String SINCE = "rolling_back_since";
  private static final String CAUSE = "rolling_back_because";

  private final Desk desk;

  RollingBack(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Optional<String> stopped = desk.stopped();
    if (stopped.isPresent()) {
      return later(r, stopped.get() + " before the rollback", now, Desk.STOPPED_RETRY);
    }
    try {
      Progress progress = desk.action(r).rollback(Task.of(r, now));
      return finish(r, progress.note(), now);
    } catch (ClusterException e) {
      return failed(r, e, now);
    }
  }

  /** A cordon must not outlive a busy API server: what may still succeed is tried for a while. */
  private Move failed(Remediation r, ClusterException e, Instant now) {
    boolean unknown = e.fault() == ClusterException.Fault.UNKNOWN;
    boolean repeatable = e.isForNowOnly() || (unknown && desk.action(r).rollbackIsRepeatable());
    if (repeatable && now.isBefore(since(r).plus(desk.step(r).timeout()))) {
      return later(r, "the rollback is tried again: " + e.getMessage(), now, Desk.retry(e));
    }
    Phase end = unknown ? Phase.INCONCLUSIVE : Phase.FAILED;
    String why = cause(r) + "; rollback: " + e.getMessage();
    return Move.to(r.moved(end, why, now, now));
  }

  private static Move later(Remediation r, String why, Instant now, Duration retry) {
    Map<String, String> memo = new HashMap<>(r.memo());
    memo.putIfAbsent(SINCE, now.toString());
    memo.putIfAbsent(CAUSE, r.reason());
    return Move.to(r.remembering(memo).moved(Phase.ROLLING_BACK, why, now, now.plus(retry)));
  }

  private static Instant since(Remediation r) {
    return Instant.parse(r.memo().getOrDefault(SINCE, r.updatedAt().toString()));
  }

  /** Why it is taken back, whatever came between. */
  private static String cause(Remediation r) {
    return r.memo().getOrDefault(CAUSE, r.reason());
  }

  private static Move finish(Remediation r, String note, Instant now) {
    Phase end = r.memo().containsKey("apply_failed") ? Phase.FAILED : Phase.ROLLED_BACK;
    return Move.to(r.moved(end, cause(r) + "; " + note, now, now))
        .with(Json.object().put("api", note))
        .tryNext();
  }
}
