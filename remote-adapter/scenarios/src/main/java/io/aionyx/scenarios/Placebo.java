package io.aionyx.scenarios;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.random.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A history with its true stream and false labels: every failure is moved to another entity of its
 * kind and to another time.
 *
 * <p>Nothing can be learnt from it. A model that scores above chance here has learnt a clock or an
 * identity, and its figures on the true labels are worth nothing.
 */
public final class Placebo implements History {
  private final History truth;
  private final List<Failure> failures;

  private Placebo(History truth, List<Failure> failures) {
    this.truth = truth;
    this.failures = failures;
  }

  /**
   * @param entities what labels may be moved to; those of a world are in {@link World#entities()}
   */
  public static Placebo of(
      History truth, List<Entity> entities, long startMillis, long endMillis, long seed) {
    Rng rng = Rng.of(seed, "placebo", 0);
    var moved = new ArrayList<Failure>();
    for (Failure failure : truth.failures()) {
      var others =
          entities.stream()
              .filter(entity -> entity.kind().equals(failure.entity().kind()))
              .filter(entity -> !entity.equals(failure.entity()))
              .toList();
      if (!others.isEmpty()) {
        moved.add(moved(failure, rng.pick(others), startMillis, endMillis, rng));
      }
    }
    moved.sort(Comparator.comparingLong(Failure::failMillis));
    return new Placebo(truth, List.copyOf(moved));
  }

  public static Placebo of(World world, long seed) {
    return of(world, world.entities(), world.spec().startMillis(), world.spec().endMillis(), seed);
  }

  private static Failure moved(
      Failure failure, Entity entity, long startMillis, long endMillis, Rng rng) {
    long fail = (long) rng.uniform(startMillis, endMillis);
    long shift = fail - failure.failMillis();
    return new Failure(
        entity,
        failure.mode(),
        failure.causeMillis() + shift,
        failure.observableMillis() + shift,
        fail,
        List.of(),
        failure.causal());
  }

  @Override
  public void replay(Sink sink) {
    truth.replay(sink);
  }

  @Override
  public List<Failure> failures() {
    return failures;
  }

  /** None: a placebo is no place to count false alarms by type. */
  @Override
  public List<Confounder> confounders() {
    return List.of();
  }
}
