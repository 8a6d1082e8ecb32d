package io.aionyx.trainer.backtest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
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
    return of(worlds, Counts::new, Counts::add, counts -> figure.applyAsDouble(counts.tally));
  }

  /** A figure of rows added up. */
  static Interval ofRows(List<Rows> worlds, ToDoubleFunction<Rows> figure) {
    return of(worlds, Rows::new, Rows::add, figure);
  }

  private static <T, S> Interval of(
      List<T> worlds, Supplier<S> none, BiConsumer<S, T> add, ToDoubleFunction<S> figure) {
    if (worlds.isEmpty()) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    var random = new SplittableRandom(SEED);
    var draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      var drawn = none.get();
      for (int j = 0; j < worlds.size(); j++) {
        add.accept(drawn, worlds.get(random.nextInt(worlds.size())));
      }
      draws[i] = figure.applyAsDouble(drawn);
    }
    Arrays.sort(draws);
    var all = none.get();
    worlds.forEach(world -> add.accept(all, world));
    return new Interval(
        figure.applyAsDouble(all), draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]);
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
