package io.aionyx.trainer.backtest;

import java.util.List;
import java.util.TreeSet;

/** Rows of several worlds side by side, a column a probability, so that sums are cheap. */
final class Levels {
  private final float[] probabilities;
  private final long[][] failed;
  private final long[][] sound;

  Levels(List<Rows> worlds) {
    var all = new TreeSet<Float>();
    worlds.forEach(world -> all.addAll(world.probabilities()));
    probabilities = new float[all.size()];
    int column = 0;
    for (float probability : all) {
      probabilities[column++] = probability;
    }
    failed = new long[worlds.size()][probabilities.length];
    sound = new long[worlds.size()][probabilities.length];
    for (int world = 0; world < failed.length; world++) {
      for (int i = 0; i < probabilities.length; i++) {
        failed[world][i] = worlds.get(world).failed(probabilities[i]);
        sound[world][i] = worlds.get(world).sound(probabilities[i]);
      }
    }
  }

  /** All rows together, those of each world so many times. */
  Rows sum(int[] times) {
    var sum = new Rows();
    for (int i = 0; i < probabilities.length; i++) {
      long fell = 0;
      long stood = 0;
      for (int world = 0; world < times.length; world++) {
        fell += times[world] * failed[world][i];
        stood += times[world] * sound[world][i];
      }
      sum.add(probabilities[i], fell, stood);
    }
    return sum;
  }
}
