package io.aionyx.trainer.backtest;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.replay.Replay;
import io.aionyx.trainer.samples.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Everything several contestants said over one history, and what the history knows to be true. */
final class Tape {
  private final long seed;
  private final List<Contestant> contestants;
  private final List<Map<Entity, Track>> tracks;
  private final History history;
  private final Outcomes outcomes;
  private final long everyMillis;
  private long firstMillis = Long.MIN_VALUE;
  private long lastMillis;
  private int mostNodes;
  private float[] scores = new float[256];

  private Tape(long seed, History history, List<Contestant> contestants, Duration every) {
    this.seed = seed;
    this.history = history;
    this.outcomes = new Outcomes(history);
    this.contestants = contestants;
    this.tracks =
        IntStream.range(0, contestants.size())
            .<Map<Entity, Track>>mapToObj(i -> new TreeMap<>())
            .toList();
    this.everyMillis = every.toMillis();
  }

  static Tape record(
      long seed,
      History history,
      SignalCatalog catalog,
      List<Contestant> contestants,
      Duration evaluation,
      Duration every) {
    var tape = new Tape(seed, history, contestants, every);
    var judges = contestants.stream().map(contestant -> contestant.judges().get()).toList();
    Replay.run(
        history,
        catalog,
        evaluation,
        every,
        (atMillis, pipeline) -> {
          tape.begin(atMillis, pipeline.features(EntityKind.NODE).entities().size());
          judges.stream()
              .flatMap(List::stream)
              .map(Judge::kind)
              .distinct()
              .sorted()
              .forEach(kind -> tape.judge(atMillis, pipeline.features(kind), kind, judges));
        });
    judges.forEach(ofContestant -> ofContestant.forEach(Judge::close));
    return tape;
  }

  /** Scores that come from elsewhere than a replay. */
  static Tape of(History history, Map<Entity, Track> tracks, long firstMillis, long lastMillis) {
    var never = new Contestant("given", Horizon.H2, List::of, Map.of());
    var tape = new Tape(0, history, List.of(never), Duration.ofMinutes(1));
    tape.tracks.get(0).putAll(tracks);
    tape.begin(firstMillis, 1);
    tape.begin(lastMillis, 1);
    return tape;
  }

  private void begin(long atMillis, int nodes) {
    firstMillis = firstMillis == Long.MIN_VALUE ? atMillis : firstMillis;
    lastMillis = atMillis;
    mostNodes = Math.max(mostNodes, nodes);
  }

  private void judge(long atMillis, FeatureTable table, EntityKind kind, List<List<Judge>> judges) {
    int count = table.entities().size();
    scores = scores.length < count ? new float[2 * count] : scores;
    for (int i = 0; i < contestants.size(); i++) {
      for (var judge : judges.get(i)) {
        if (judge.kind().equals(kind)) {
          judge.judge(table, scores);
          store(atMillis, table.entities(), tracks.get(i));
        }
      }
    }
  }

  private void store(long atMillis, List<Entity> entities, Map<Entity, Track> into) {
    for (int row = 0; row < entities.size(); row++) {
      into.computeIfAbsent(entities.get(row), e -> new Track(firstMillis, everyMillis))
          .put(atMillis, scores[row]);
    }
  }

  long seed() {
    return seed;
  }

  Map<Entity, Track> tracks(int contestant) {
    return tracks.get(contestant);
  }

  Outcomes outcomes() {
    return outcomes;
  }

  /** Failures of the judged kinds that fell into the replay, in time order. */
  List<Failure> failures(List<EntityKind> kinds) {
    return history.failures().stream()
        .filter(f -> kinds.contains(f.entity().kind()) && history.covers(f.entity()))
        .filter(f -> f.failMillis() >= firstMillis && f.failMillis() <= lastMillis)
        .toList();
  }

  double nodeDays() {
    return mostNodes * (lastMillis - firstMillis) / (double) Duration.ofDays(1).toMillis();
  }
}
