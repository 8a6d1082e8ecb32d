package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Phase;
import java.time.Duration;

/** The API server plays the change through without keeping it: rights, budgets, admission. */
record DryRunGate(Actions actions, boolean dryRunOnly) implements Gate {

  @Override
  public String name() {
    return "dry_run";
  }

  @Override
  public Verdict judge(Case c) {
    try {
      actions.get(c.card().id()).rehearse(task(c));
    } catch (ClusterException e) {
      return judge(e);
    }
    return dryRunOnly
        ? new Verdict.Refused(name(), "rehearsed; gates.dry_run is set", Phase.DRY_RUN)
        : allow("the API server would accept it");
  }

  private static Task task(Case c) {
    Preflight preflight = c.preflight().orElseThrow();
    return new Task(
        c.remediation().id(),
        c.episode(),
        c.remediation().parameters(),
        preflight.undo(),
        c.remediation().memo(),
        null,
        c.now());
  }

  private Verdict judge(ClusterException e) {
    return switch (e.fault()) {
      case NOT_NOW -> notNow(String.valueOf(e.getMessage()), retry(e));
      case UNKNOWN, CONFLICT -> notNow(String.valueOf(e.getMessage()), Duration.ofSeconds(10));
      case FORBIDDEN, NOT_FOUND, INVALID -> deny(String.valueOf(e.getMessage()));
    };
  }

  private static Duration retry(ClusterException e) {
    return e.retryAfter().toSeconds() < 10 ? Duration.ofSeconds(10) : e.retryAfter();
  }
}
