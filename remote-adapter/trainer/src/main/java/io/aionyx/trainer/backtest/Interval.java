package io.aionyx.trainer.backtest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A figure over all worlds with its 95 percent interval.
 *
 * <p>Whole worlds are drawn again and again, not events: what happens within one world hangs
 * together.
 */
record Interval(double value, double low, double high) {
  private static final int DRAWS = 1000;
  private static final long SEED = 95;

  /** A figure of tallies added up. */
  @FunctionalInterface
  interface Figure extends ToDoubleFunction<Tally> {}

  static Interval of(List<Tally> worlds, Figure figure) {
    return of(
        worlds.size(),
        times -> {
          var drawn = new Counts();
          for (int world = 0; world < times.length; world++) {
            for (int i = 0; i < times[world]; i++) {
              drawn.add(worlds.get(world));
            }
          }
          return figure.applyAsDouble(drawn.tally);
        });
  }

  /** A figure of rows added up. */
  static Interval ofRows(List<Rows> worlds, ToDoubleFunction<Rows> figure) {
    var levels = new Levels(worlds);
    return of(worlds.size(), times -> figure.applyAsDouble(levels.sum(times)));
  }

  /**
   * @param figure of the worlds, each taken so many times
   */
  private static Interval of(int worlds, ToDoubleFunction<int[]> figure) {
    if (worlds == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    var random = new SplittableRandom(SEED);
    var draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      var times = new int[worlds];
      for (int j = 0; j < worlds; j++) {
        times[random.nextInt(worlds)]++;
      }
      draws[i] = figure.applyAsDouble(times);
    }
    Arrays.sort(draws);
    var once = new int[worlds];
    Arrays.fill(once, 1);
    return new Interval(
        figure.applyAsDouble(once), draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]);
  }

  /** Adds counts only: leads and examples would be copied a thousand times for nothing. */
  private static final class Counts {
    private final Tally tally = new Tally();

    void add(Tally other) {
      tally.goodAlarms += other.goodAlarms;
      tally.falseAlarms += other.falseAlarms;
      tally.nodeDays += other.nodeDays;
      other.modes.forEach((name, mode) -> tally.mode(name).add(mode));
      other.falseByConfounder.forEach(
          (type, count) -> tally.falseByConfounder.merge(type, count, Integer::sum));
    }
  }

  Map<String, Object> rounded() {
    var map = new LinkedHashMap<String, Object>();
    map.put("value", Result.round(value));
    map.put("low95", Result.round(low));
    map.put("high95", Result.round(high));
    return map;
  }
}
