package io.aionyx.trainer.samples;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.history.Stretch;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a history says of an entity at a moment: what came, and what only seemed to come. */
public final class Outcomes {
  /** After a failure an entity is neither sick nor well. */
  public static final Duration RECOVERY = Duration.ofMinutes(30);

  /** Before a failure it is dragged into, a victim's rows prove nothing either way. */
  private static final Duration VICTIM_SHADOW = Duration.ofHours(2);

  private final History history;
  private final Map<Entity, List<Failure>> own = new HashMap<>();
  private final Map<Entity, List<Failure>> shared = new HashMap<>();
  private final Map<Entity, List<Confounder>> confounders = new HashMap<>();
  private final Map<Entity, List<Stretch>> stretches = new HashMap<>();

  public Outcomes(History history) {
    this.history = history;
    for (var failure : history.failures()) {
      own.computeIfAbsent(failure.entity(), e -> new ArrayList<>()).add(failure);
      failure
          .victims()
          .forEach(victim -> shared.computeIfAbsent(victim, e -> new ArrayList<>()).add(failure));
    }
    own.values().forEach(list -> list.sort(Comparator.comparingLong(Failure::failMillis)));
    for (var confounder : history.confounders()) {
      confounders.computeIfAbsent(confounder.entity(), e -> new ArrayList<>()).add(confounder);
    }
    for (var stretch : history.undecided()) {
      stretches.computeIfAbsent(stretch.entity(), e -> new ArrayList<>()).add(stretch);
    }
  }

  /** Failures of the entity itself, in time order. */
  public List<Failure> failures(Entity entity) {
    return own.getOrDefault(entity, List.of());
  }

  /** Failures of others that took this entity down with them. */
  public List<Failure> causes(Entity entity) {
    return shared.getOrDefault(entity, List.of());
  }

  /** The first failure of the entity after a moment. */
  public Optional<Failure> next(Entity entity, long atMillis) {
    return failures(entity).stream().filter(f -> f.failMillis() > atMillis).findFirst();
  }

  /** Whether the cause of the next failure is at work already. */
  boolean underWay(Entity entity, long atMillis) {
    return next(entity, atMillis).filter(f -> f.causeMillis() <= atMillis).isPresent();
  }

  /**
   * Whether a row proves nothing: during recovery, in the shadow of another's failure, around
   * something that was done to the entity, or of an entity that does not count here.
   */
  public boolean undecided(Entity entity, long atMillis) {
    return disregarded(entity, atMillis)
        || failures(entity).stream().anyMatch(f -> within(f, atMillis, Duration.ZERO))
        || causes(entity).stream().anyMatch(f -> within(f, atMillis, VICTIM_SHADOW));
  }

  /** Whether alarms on the entity count neither way just now. */
  public boolean disregarded(Entity entity, long atMillis) {
    return !history.covers(entity) || disturbed(entity, atMillis);
  }

  private boolean disturbed(Entity entity, long atMillis) {
    return stretches.getOrDefault(entity, List.of()).stream()
        .anyMatch(s -> s.startMillis() <= atMillis && atMillis <= s.endMillis());
  }

  /** The confounder an entity is in, or has just left. */
  public Optional<Confounder> confounder(Entity entity, long atMillis) {
    return confounders.getOrDefault(entity, List.of()).stream()
        .filter(c -> c.startMillis() <= atMillis)
        .filter(c -> atMillis <= c.endMillis() + RECOVERY.toMillis())
        .findFirst();
  }

  private static boolean within(Failure failure, long atMillis, Duration before) {
    return atMillis >= failure.failMillis() - before.toMillis()
        && atMillis <= failure.failMillis() + RECOVERY.toMillis();
  }
}
