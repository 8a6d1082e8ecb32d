package io.aionyx.trainer.backtest;

import io.aionyx.core.signals.EntityKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Fixes alarm thresholds on worlds that validate nothing.
 *
 * <p>The best F1 among those thresholds that keep the promised precision; where none does, the best
 * of those measures that weigh precision double. Pages that prove empty teach people to look away,
 * so precision goes first.
 */
final class Thresholds {
  private static final double PROMISED_PRECISION = 0.85;
  private static final int CANDIDATES = 120;

  private final List<Tape> tapes;
  private final Referee referee;

  Thresholds(List<Tape> tapes, Referee referee) {
    this.tapes = tapes;
    this.referee = referee;
  }

  Map<EntityKind, Double> fix(int contestant, List<EntityKind> kinds) {
    var thresholds = new HashMap<EntityKind, Double>();
    kinds.forEach(kind -> thresholds.put(kind, fix(contestant, kind)));
    return thresholds;
  }

  private double fix(int contestant, EntityKind kind) {
    double best = 1;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (double candidate : candidates(contestant, kind)) {
      double value = value(tally(contestant, kind, candidate));
      if (value > bestValue) {
        best = candidate;
        bestValue = value;
      }
    }
    return best;
  }

  private static double value(Tally tally) {
    return tally.precision() >= PROMISED_PRECISION ? 1 + tally.f1() : f(tally, 0.5);
  }

  /** F-measure that weighs recall this many times as much as precision. */
  private static double f(Tally tally, double beta) {
    double weighed = beta * beta * tally.precision() + tally.recall();
    return weighed > 0 ? (1 + beta * beta) * tally.precision() * tally.recall() / weighed : 0;
  }

  private Tally tally(int contestant, EntityKind kind, double threshold) {
    var total = new Tally();
    for (var tape : tapes) {
      total.add(
          referee.judge(
              tape,
              contestant,
              List.of(kind),
              judged -> judged.equals(kind) ? threshold : Double.POSITIVE_INFINITY));
    }
    return total;
  }

  /** Highest scores that alarms could open at, thinned to a workable number. */
  private List<Double> candidates(int contestant, EntityKind kind) {
    var peaks = new TreeSet<Double>();
    for (var tape : tapes) {
      tape.tracks(contestant)
          .forEach(
              (entity, track) -> {
                if (entity.kind().equals(kind) && track.peak() > 0) {
                  peaks.add((double) track.peak());
                }
              });
    }
    var all = List.copyOf(peaks.descendingSet());
    int step = Math.max(1, all.size() / CANDIDATES);
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }
}
