package io.aionyx.bridge.act;

import java.time.Duration;

/**
 * One way to help. Methods throw {@link io.aionyx.bridge.cluster.ClusterException}; {@code apply}
 * and {@code rollback} are called at most once per part and never again after a crash.
 */
public interface Action {

  Card card();

  /** Looks, changes nothing. */
  Preflight inspect(Task task);

  /** Sends the change with {@code dryRun=All}. */
  void rehearse(Task task);

  Progress apply(Task task);

  Health verify(Task task);

  /** Restores what {@link Preflight#undo} kept, unless somebody else changed it since. */
  Progress rollback(Task task);

  /** How long success may take where the playbook does not say. */
  default Duration patience() {
    return Duration.ofMinutes(10);
  }

  /** True when a rollback interrupted by a crash may simply be sent again. */
  default boolean rollbackIsRepeatable() {
    return true;
  }

  /** False when a failed {@code apply} may have done a part of its work. */
  default boolean isOneCall() {
    return true;
  }
}
