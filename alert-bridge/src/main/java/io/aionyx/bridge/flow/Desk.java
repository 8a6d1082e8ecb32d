package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Action;
import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.gate.Case;
import io.aionyx.bridge.gate.Gates;
import io.aionyx.bridge.gate.Modes;
import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.plan.Planner;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.PauseSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the phases share: who to ask and how to write a plan down. */
public record Desk(
    GateConfig config,
    Planner planner,
    Actions actions,
    Gates gates,
    Modes modes,
    Optional<Metrics> metrics,
    Decisions decisions,
    PauseSwitch pause,
    Leadership leadership,
    boolean canAct) {

  static final Duration OUTAGE_RETRY = Duration.ofSeconds(10);
  static final Duration STOPPED_RETRY = Duration.ofSeconds(5);

  Action action(Remediation r) {
    return actions.get(r.action());
  }

  Step step(Remediation r) {
    return planner
        .step(r)
        .orElseThrow(
            () -> new IllegalStateException("playbook " + r.playbook() + " no longer has it"));
  }

  Optional<Preflight> inspect(Remediation r, Instant now) {
    return canAct ? Optional.of(action(r).inspect(Task.of(r, now))) : Optional.empty();
  }

  Case present(Remediation r, Optional<Preflight> preflight, Instant now) {
    Optional<Decisions.Decision> decision =
        decisions.of(r.id()).filter(d -> d.planHash().equals(r.planHash()));
    return new Case(
        r,
        step(r),
        action(r).card(),
        preflight,
        decision,
        Math.max(config.prediction().minimumLower(), planner.minimumLower(r)),
        now);
  }

  /** What a person agrees to: action, target, parameters and the object as it is. */
  static String planHash(Remediation r, Optional<Preflight> preflight) {
    return Hashes.sha256(
            r.action(),
            r.target().key(),
            Json.canonical(Json.MAPPER.valueToTree(r.parameters())),
            preflight.map(Preflight::revision).orElse("not looked at"))
        .substring(0, 16);
  }

  /** Why nothing may be changed now, also not the next part of what has begun. */
  Optional<String> stopped() {
    Leadership.Standing standing = leadership.standing();
    return pause
        .current()
        .map(p -> "paused by " + p.who())
        .or(
            () ->
                standing.leader()
                    ? Optional.empty()
                    : Optional.of("the leader is " + standing.holder()));
  }

  /** When to try again what was refused for now: at least {@link #OUTAGE_RETRY}, at most 5 min. */
  static Duration retry(ClusterException e) {
    long seconds = Math.clamp(e.retryAfter().toSeconds(), OUTAGE_RETRY.toSeconds(), 300);
    return Duration.ofSeconds(seconds);
  }

  /** Waits in the same phase, or expires. */
  static Move wait(Remediation r, String why, Instant now, Duration retry) {
    Instant next = now.plus(retry);
    return next.isAfter(r.expiresAt())
        ? Move.to(r.moved(Phase.EXPIRED, "still not possible: " + why, now, now))
        : Move.to(r.moved(r.phase(), why, now, next));
  }
}
