package io.aionyx.bridge.domain;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One action for one episode, as stored. Unique in (fingerprint, startsAt, action).
 *
 * @param stepIndex place of the action in its playbook
 * @param parameters the playbook's values with this target's names filled in
 * @param planHash what an approver agrees to: action, target, parameters and revision of the object
 * @param model the model whose prediction was planned for; another one at act time stops the plan
 * @param undo what {@code rollback} needs to restore, taken before the change
 * @param memo what an action in several parts must remember between its parts
 * @param nextAt when it is to be looked at again
 * @param actedAt when the change began; null until then
 * @param fence lease transitions at the time of acting
 */
public record Remediation(
    String id,
    Episode episode,
    String playbook,
    int stepIndex,
    String action,
    Impact impact,
    SortedMap<String, String> parameters,
    Phase phase,
    String reason,
    Mode mode,
    String planHash,
    String model,
    Map<String, String> undo,
    Map<String, String> memo,
    Instant createdAt,
    Instant updatedAt,
    Instant nextAt,
    @Nullable Instant actedAt,
    long fence) {

  public Remediation {
    parameters = new TreeMap<>(parameters);
    undo = Map.copyOf(undo);
    memo = Map.copyOf(memo);
  }

  public Target target() {
    return episode.target();
  }

  /** When waiting for gates or people ends without an action. */
  public Instant expiresAt() {
    return createdAt.plus(episode.horizon());
  }

  public Remediation moved(Phase to, String why, Instant now, Instant next) {
    return with(to, why, mode, planHash, model, undo, memo, now, next, actedAt, fence);
  }

  public Remediation planned(Mode newMode, String hash, String newModel) {
    return with(
        phase, reason, newMode, hash, newModel, undo, memo, updatedAt, nextAt, actedAt, fence);
  }

  public Remediation started(Map<String, String> newUndo, Instant when, long newFence) {
    return with(
        phase, reason, mode, planHash, model, newUndo, memo, updatedAt, nextAt, when, newFence);
  }

  /** Back to approved: the call was refused before it changed anything. */
  public Remediation notStarted() {
    return with(
        Phase.APPROVED,
        reason,
        mode,
        planHash,
        model,
        Map.of(),
        memo,
        updatedAt,
        nextAt,
        null,
        fence);
  }

  public Remediation remembering(Map<String, String> newMemo) {
    return with(
        phase, reason, mode, planHash, model, undo, newMemo, updatedAt, nextAt, actedAt, fence);
  }

  /** Everything that may change on the way; what it is for, and with what, never does. */
  private Remediation with(
      Phase newPhase,
      String newReason,
      Mode newMode,
      String newPlanHash,
      String newModel,
      Map<String, String> newUndo,
      Map<String, String> newMemo,
      Instant newUpdatedAt,
      Instant newNextAt,
      @Nullable Instant newActedAt,
      long newFence) {
    return new Remediation(
        id,
        episode,
        playbook,
        stepIndex,
        action,
        impact,
        parameters,
        newPhase,
        newReason,
        newMode,
        newPlanHash,
        newModel,
        newUndo,
        newMemo,
        createdAt,
        newUpdatedAt,
        newNextAt,
        newActedAt,
        newFence);
  }
}
