package io.aionyx.trainer.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Isotonic regression by pooling neighbours that are out of order [1], on margins of rows the trees
 * never saw.
 *
 * <p>Rows of one entity minutes apart are nearly the same row, so a block's bounds do not count
 * rows but the stretches (an entity within a window) it draws from. Blocks with too few stretches
 * are pooled further: a step must rest on something.
 *
 * <p>A pooled block is one flat step, and a threshold can only lie between two of them. From the
 * centre of each to that of the next, probabilities therefore rise evenly [2].
 *
 * <p>[1] Ayer et al., An empirical distribution function for sampling with incomplete information,
 * 1955. [2] A. P. Oron and N. Flournoy, Centered isotonic regression, 2017.
 */
public final class Isotonic {
  private static final int MINIMUM_STRETCHES = 8;

  /**
   * A row to calibrate on.
   *
   * @param weight real rows it stands for
   * @param stretch rows with the same number are not independent
   */
  public record Outcome(double margin, boolean failed, double weight, long stretch) {}

  private static final class Block {
    private double weighedMargin;
    private double weight;
    private double failed;
    private final Set<Long> stretches = new HashSet<>();

    Block(Outcome outcome) {
      add(outcome);
    }

    void add(Outcome outcome) {
      weighedMargin += outcome.weight() * outcome.margin();
      weight += outcome.weight();
      failed += outcome.failed() ? outcome.weight() : 0;
      stretches.add(outcome.stretch());
    }

    void absorb(Block next) {
      weighedMargin += next.weighedMargin;
      weight += next.weight;
      failed += next.failed;
      stretches.addAll(next.stretches);
    }

    double centre() {
      return weighedMargin / weight;
    }

    double share() {
      return failed / weight;
    }
  }

  private Isotonic() {}

  /** The staircase that fits these outcomes best among all that never fall. */
  public static Calibration fit(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("nothing to calibrate on");
    }
    return steps(supported(pooled(outcomes)));
  }

  private static List<Block> pooled(List<Outcome> outcomes) {
    var sorted = outcomes.stream().sorted(Comparator.comparingDouble(Outcome::margin)).toList();
    var blocks = new ArrayList<Block>();
    double last = Double.NaN;
    for (var outcome : sorted) {
      if (outcome.margin() == last) {
        blocks.get(blocks.size() - 1).add(outcome);
      } else {
        blocks.add(new Block(outcome));
      }
      last = outcome.margin();
    }
    return ordered(blocks);
  }

  private static List<Block> ordered(List<Block> blocks) {
    var ordered = new ArrayList<Block>();
    for (var block : blocks) {
      var current = block;
      while (!ordered.isEmpty() && ordered.get(ordered.size() - 1).share() >= current.share()) {
        var previous = ordered.remove(ordered.size() - 1);
        previous.absorb(current);
        current = previous;
      }
      ordered.add(current);
    }
    return ordered;
  }

  private static List<Block> supported(List<Block> blocks) {
    var supported = new ArrayList<Block>();
    for (var block : blocks) {
      if (!supported.isEmpty() && isThin(supported.get(supported.size() - 1), block)) {
        supported.get(supported.size() - 1).absorb(block);
      } else {
        supported.add(block);
      }
    }
    return ordered(supported);
  }

  private static boolean isThin(Block previous, Block next) {
    return Math.min(previous.stretches.size(), next.stretches.size()) < MINIMUM_STRETCHES;
  }

  /** Bounds widen outwards from the middle of the staircase, so that they rise like its steps. */
  private static Calibration steps(List<Block> blocks) {
    int size = blocks.size();
    var lower = new double[size];
    var upper = new double[size];
    for (int i = 0; i < size; i++) {
      var block = blocks.get(i);
      int trials = block.stretches.size();
      lower[i] = Math.min(block.share(), Wilson.lower(block.share(), trials, Wilson.ONE_SIDED_95));
      upper[i] = Math.max(block.share(), Wilson.upper(block.share(), trials, Wilson.ONE_SIDED_95));
    }
    for (int i = 1; i < size; i++) {
      lower[size - 1 - i] = Math.min(lower[size - 1 - i], lower[size - i]);
      upper[i] = Math.max(upper[i], upper[i - 1]);
    }
    var stairs = new Stairs();
    for (int i = 0; i < size; i++) {
      var block = blocks.get(i);
      stairs.climbTo(block.centre(), block.share(), lower[i], upper[i]);
    }
    return new Calibration(stairs.steps());
  }
}
