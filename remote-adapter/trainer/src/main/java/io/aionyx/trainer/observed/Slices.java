package io.aionyx.trainer.observed;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.history.Stretch;
import io.aionyx.core.signals.Entity;
import io.aionyx.trainer.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * One history cut by time for training: the oldest half to learn from, then a part that says when
 * to stop, one to calibrate on, and the newest fifth to measure on.
 *
 * <p>Between parts of different use a gap is left, so that no outcome of one reaches into the next;
 * each part is replayed from a cold start, so that no feature looks back over the gap. One entity
 * in five, chosen by the hash of its workload or node, is kept from all learning and is what the
 * newest part measures on, as long as enough of them failed there.
 */
public final class Slices {
  private static final int PARTS = 10;
  private static final int GROW = 5;
  private static final int TUNE = 1;
  private static final int CALIBRATE = 2;
  private static final int ONE_IN = 5;

  /** Fewer failures than that say nothing of unseen entities; then all entities measure. */
  private static final int ENOUGH_FAILURES = 20;

  private final Spool spool;
  private final long fromMillis;
  private final long partMillis;
  private final Duration purge;
  private final Map<Long, ObservedHistory> observed = new ConcurrentHashMap<>();

  /**
   * @param purge the gap between parts: the longest horizon that is trained
   */
  public Slices(Spool spool, long fromMillis, long toMillis, Duration purge) {
    this.spool = spool;
    this.fromMillis = fromMillis;
    this.partMillis = (toMillis - fromMillis) / PARTS;
    this.purge = purge;
    if (partMillis < 2 * purge.toMillis()) {
      throw new IllegalArgumentException(
          "a history must be at least "
              + purge.multipliedBy(2 * PARTS)
              + " long to be cut: was "
              + Duration.ofMillis(toMillis - fromMillis));
    }
  }

  /** Parts by number, oldest first. */
  public Seeds seeds() {
    return new Seeds(
        numbers(0, GROW),
        numbers(GROW, GROW + TUNE),
        numbers(GROW + TUNE, GROW + TUNE + CALIBRATE),
        numbers(GROW + TUNE + CALIBRATE, PARTS));
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  /** The history of a part, with the entities that count in it. */
  public History part(long number) {
    boolean measures = number >= GROW + TUNE + CALIBRATE;
    var history = observed(number);
    if (!measures) {
      return new Covering(history, entity -> !heldOut(entity));
    }
    return new Covering(history, measuresUnseen() ? Slices::heldOut : entity -> true);
  }

  /** Whether the newest part measures on entities that nothing was learnt from. */
  public boolean measuresUnseen() {
    return seeds().validate().stream()
            .flatMap(number -> observed(number).failures().stream())
            .filter(failure -> heldOut(failure.entity()))
            .count()
        >= ENOUGH_FAILURES;
  }

  /** Failures of each part, oldest first. */
  public List<Integer> failures() {
    var counts = new ArrayList<Integer>();
    for (long number = 0; number < PARTS; number++) {
      counts.add(observed(number).failures().size());
    }
    return counts;
  }

  private ObservedHistory observed(long number) {
    return observed.computeIfAbsent(number, n -> ObservedHistory.of(spool.between(from(n), to(n))));
  }

  private long from(long number) {
    return fromMillis + number * partMillis;
  }

  private long to(long number) {
    boolean lastOfItsUse =
        number == GROW - 1 || number == GROW + TUNE - 1 || number == GROW + TUNE + CALIBRATE - 1;
    return from(number + 1) - 1 - (lastOfItsUse ? purge.toMillis() : 0);
  }

  /** Pods of one workload are alike, so they stay together whatever their names end in. */
  static boolean heldOut(Entity entity) {
    String name = entity.path().replaceAll("-[0-9]+$|(-[a-f0-9]{6,10})?-[a-z0-9]{5}$", "");
    return Math.floorMod(name.hashCode() * 0x9e3779b9 >>> 8, ONE_IN) == 0;
  }

  private record Covering(History all, Predicate<Entity> counts) implements History {
    @Override
    public void replay(Sink sink) {
      all.replay(sink);
    }

    @Override
    public List<Failure> failures() {
      return all.failures();
    }

    @Override
    public List<Confounder> confounders() {
      return all.confounders();
    }

    @Override
    public List<Stretch> undecided() {
      return all.undecided();
    }

    @Override
    public boolean covers(Entity entity) {
      return counts.test(entity);
    }
  }
}
