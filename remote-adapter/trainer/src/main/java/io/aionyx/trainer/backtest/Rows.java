package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well probabilities do row by row: over everything that was scored, nothing sampled.
 *
 * <p>A calibrated model says only some dozens of different things, so a count per probability is
 * exact and small.
 */
final class Rows {
  /** Rows of one probability. */
  private static final class Level {
    private long failed;
    private long sound;
  }

  private final TreeMap<Float, Level> levels = new TreeMap<>();

  void add(Tape tape, Map<Entity, Track> tracks, Horizon horizon) {
    tracks.forEach((entity, track) -> add(tape, entity, track, horizon));
  }

  private void add(Tape tape, Entity entity, Track track, Horizon horizon) {
    for (int i = 0; i < track.size(); i++) {
      long atMillis = track.millisAt(i);
      if (!Float.isNaN(track.at(i)) && !tape.outcomes().undecided(entity, atMillis)) {
        boolean fails =
            tape.outcomes()
                .next(entity, atMillis)
                .filter(f -> f.failMillis() - atMillis <= horizon.duration().toMillis())
                .isPresent();
        add(track.at(i), fails);
      }
    }
  }

  void add(float probability, boolean fails) {
    add(probability, fails ? 1 : 0, fails ? 0 : 1);
  }

  void add(float probability, long failed, long sound) {
    var level = levels.computeIfAbsent(probability, p -> new Level());
    level.failed += failed;
    level.sound += sound;
  }

  void add(Rows other) {
    other.levels.forEach((probability, counts) -> add(probability, counts.failed, counts.sound));
  }

  Set<Float> probabilities() {
    return levels.keySet();
  }

  long failed(float probability) {
    var level = levels.get(probability);
    return level == null ? 0 : level.failed;
  }

  long sound(float probability) {
    var level = levels.get(probability);
    return level == null ? 0 : level.sound;
  }

  long failed() {
    return levels.values().stream().mapToLong(level -> level.failed).sum();
  }

  long total() {
    return levels.values().stream().mapToLong(level -> level.failed + level.sound).sum();
  }

  double baseRate() {
    return Tally.share(failed(), total());
  }

  /** Average precision. */
  double prAuc() {
    double area = 0;
    double recallBefore = 0;
    long failed = 0;
    long flagged = 0;
    for (var level : levels.descendingMap().values()) {
      failed += level.failed;
      flagged += level.failed + level.sound;
      double recall = Tally.share(failed, failed());
      area += (recall - recallBefore) * Tally.share(failed, flagged);
      recallBefore = recall;
    }
    return area;
  }

  double brier() {
    double sum = 0;
    for (var entry : levels.entrySet()) {
      double p = entry.getKey();
      sum += entry.getValue().failed * (1 - p) * (1 - p) + entry.getValue().sound * p * p;
    }
    return Tally.share(sum, total());
  }

  /** Expected calibration error over ten bins of equal width. */
  double calibrationError() {
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      error += Tally.share(bin(bin)[2], total()) * Math.abs(bin(bin)[0] - bin(bin)[1]);
    }
    return error;
  }

  /** Mean probability, observed share and rows of a tenth of the scale. */
  double[] bin(int tenth) {
    double sum = 0;
    double failed = 0;
    double rows = 0;
    for (var entry : levels.entrySet()) {
      if (Math.min(9, (int) (entry.getKey() * 10)) == tenth) {
        long count = entry.getValue().failed + entry.getValue().sound;
        sum += entry.getKey() * count;
        failed += entry.getValue().failed;
        rows += count;
      }
    }
    return new double[] {Tally.share(sum, rows), Tally.share(failed, rows), rows};
  }

  /** Recall and precision at each probability, from the highest. */
  double[][] curve() {
    var points = new double[levels.size()][];
    long failed = 0;
    long flagged = 0;
    int i = 0;
    for (var level : levels.descendingMap().values()) {
      failed += level.failed;
      flagged += level.failed + level.sound;
      points[i++] = new double[] {Tally.share(failed, failed()), Tally.share(failed, flagged)};
    }
    return points;
  }
}
