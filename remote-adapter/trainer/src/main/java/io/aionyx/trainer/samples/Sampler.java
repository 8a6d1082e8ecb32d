package io.aionyx.trainer.samples;

import io.aionyx.core.Pipeline;
import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.history.History;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.replay.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Replays a history and keeps the rows worth learning from.
 *
 * <p>Sound rows outnumber failing ones by thousands to one and mostly repeat each other, so they
 * are thinned; rows that only look like trouble teach the most and are thinned least. Each kept row
 * carries how many it stands for.
 */
public final class Sampler {
  private static final Duration SOON = Duration.ofHours(2);
  private static final Duration ON_THE_WAY = Duration.ofHours(6);
  private static final Duration LATER = Duration.ofHours(48);
  private static final long STRETCH_MILLIS = Duration.ofHours(2).toMillis();

  private final Outcomes outcomes;
  private final SplittableRandom random;
  private final Thinning thinning;
  private final long seed;
  private final Map<Entity, Integer> ids = new HashMap<>();
  private final Map<EntityKind, List<Samples.Sample>> kept = new LinkedHashMap<>();
  private final Map<EntityKind, List<String>> names = new HashMap<>();

  private Sampler(History history, List<EntityKind> kinds, Thinning thinning, long seed) {
    this.outcomes = new Outcomes(history);
    this.random = new SplittableRandom(seed);
    this.thinning = thinning;
    this.seed = seed;
    kinds.forEach(kind -> kept.put(kind, new ArrayList<>()));
  }

  /** Samples of each kind over the whole history, looked at every so often. */
  public static Map<EntityKind, Samples> sample(
      History history,
      SignalCatalog catalog,
      List<EntityKind> kinds,
      Duration evaluation,
      Duration every,
      Thinning thinning,
      long seed) {
    var sampler = new Sampler(history, kinds, thinning, seed);
    Replay.run(history, catalog, evaluation, every, sampler::tick);
    var samples = new LinkedHashMap<EntityKind, Samples>();
    sampler.kept.forEach(
        (kind, rows) ->
            samples.put(kind, new Samples(sampler.names.getOrDefault(kind, List.of()), rows)));
    return samples;
  }

  private void tick(long atMillis, Pipeline pipeline) {
    kept.forEach(
        (kind, rows) ->
            take(
                pipeline.features(kind, entity -> wanted(entity, atMillis)), atMillis, kind, rows));
  }

  private void take(FeatureTable table, long atMillis, EntityKind kind, List<Samples.Sample> rows) {
    names.putIfAbsent(kind, table.names());
    for (int row = 0; row < table.entities().size(); row++) {
      var entity = table.entities().get(row);
      rows.add(sample(table, row, entity, atMillis, rate(entity, atMillis)));
    }
  }

  private boolean wanted(Entity entity, long atMillis) {
    return random.nextDouble() < rate(entity, atMillis) && !outcomes.undecided(entity, atMillis);
  }

  private double rate(Entity entity, long atMillis) {
    double left = millisToFailure(entity, atMillis);
    if (left <= SOON.toMillis()) {
      return 1;
    }
    if (left <= ON_THE_WAY.toMillis() && outcomes.underWay(entity, atMillis)) {
      return thinning.onTheWay();
    }
    if (outcomes.confounder(entity, atMillis).isPresent()) {
      return thinning.confounded();
    }
    return left <= LATER.toMillis() ? thinning.later() : thinning.sound();
  }

  private double millisToFailure(Entity entity, long atMillis) {
    return outcomes
        .next(entity, atMillis)
        .map(f -> (double) f.failMillis() - atMillis)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Samples.Sample sample(
      FeatureTable table, int row, Entity entity, long atMillis, double rate) {
    var features = new float[table.names().size()];
    table.rows().get(row * features.length, features);
    long stretch = stretch(entity, atMillis);
    new Exported(entity.kind()).hide(table.names(), features, stretch);
    var next = outcomes.next(entity, atMillis);
    return new Samples.Sample(
        features,
        millisToFailure(entity, atMillis) / 1000,
        next.map(f -> f.observableMillis() <= atMillis).orElse(false),
        next.map(f -> f.mode()).orElse(""),
        1 / rate,
        stretch);
  }

  private long stretch(Entity entity, long atMillis) {
    int id = ids.computeIfAbsent(entity, e -> ids.size());
    return (seed * 65_537 + id) * 1_000_003L + atMillis / STRETCH_MILLIS;
  }
}
