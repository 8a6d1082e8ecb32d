package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Action;
import io.aionyx.bridge.act.Progress;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the change, part by part. Reached only from the process that started it: a restart sends
 * everything in this phase to verification instead, because a call may have arrived.
 */
final class Running implements PhaseHandler {

  private final Desk desk;

  Running(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Optional<String> stopped = desk.stopped();
    if (stopped.isPresent()) {
      String why = stopped.get() + "; stopped between its parts";
      return Move.to(r.moved(Phase.RUNNING, why, now, now.plus(Desk.STOPPED_RETRY)));
    }
    Step step = desk.step(r);
    Action action = desk.action(r);
    try {
      return switch (action.apply(Task.of(r, now))) {
        case Progress.Done done -> verify(r, step, done.note(), now);
        case Progress.More more -> more(r, step, more, now);
      };
    } catch (ClusterException e) {
      return failed(r, action, step, e, now);
    }
  }

  private static Move verify(Remediation r, Step step, String note, Instant now) {
    Map<String, String> memo = new HashMap<>(r.memo());
    memo.put("verifying_since", now.toString());
    return Move.to(r.remembering(memo).moved(Phase.VERIFYING, note, now, now.plus(step.settle())))
        .with(Json.object().put("api", note));
  }

  private static Move more(Remediation r, Step step, Progress.More more, Instant now) {
    Map<String, String> memo = new HashMap<>(more.memo());
    memo.put("changed", "true");
    Remediation kept = r.remembering(memo);
    if (!tooLate(r, step, now)) {
      return Move.to(kept.moved(Phase.RUNNING, more.note(), now, now.plus(more.after())));
    }
    String why = "not done within " + Durations.format(step.timeout()) + ": " + more.note();
    return Move.to(kept.moved(Phase.ROLLING_BACK, why, now, now));
  }

  private static boolean tooLate(Remediation r, Step step, Instant now) {
    Instant actedAt = r.actedAt();
    return actedAt != null && now.isAfter(actedAt.plus(step.timeout()));
  }

  /**
   * An unknown fate is looked at, never repeated. Where it is certain that nothing was changed and
   * another time may do, all gates are asked again first; what has begun goes on with its parts
   * until its time is over. A certain failure is cleaned up after.
   */
  private static Move failed(
      Remediation r, Action action, Step step, ClusterException e, Instant now) {
    String why = String.valueOf(e.getMessage());
    if (e.fault() == ClusterException.Fault.UNKNOWN) {
      return verify(r, step, "the call may have arrived: " + why, now);
    }
    boolean begun = r.memo().containsKey("changed");
    if (begun && e.isForNowOnly()) {
      return more(r, step, new Progress.More(Desk.retry(e), r.memo(), why), now);
    }
    boolean partly = begun || !action.isOneCall();
    if (!partly && e.isForNowOnly()) {
      return Desk.wait(r.notStarted(), "refused for now: " + why, now, Desk.retry(e));
    }
    Map<String, String> memo = new HashMap<>(r.memo());
    memo.put("apply_failed", why);
    return partly
        ? Move.to(r.remembering(memo).moved(Phase.ROLLING_BACK, why, now, now))
        : Move.to(r.remembering(memo).moved(Phase.FAILED, "refused by the API: " + why, now, now))
            .tryNext();
  }
}
