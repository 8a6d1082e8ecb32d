package io.aionyx.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.samples.Sampler;
import io.aionyx.trainer.samples.Samples;
import io.aionyx.trainer.samples.Thinning;
import io.aionyx.trainer.trees.Boosting;
import io.aionyx.trainer.trees.Matrix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Models that must fail. One that still tells failing rows from sound ones after its labels were
 * shuffled, or from the clock or the name of the entity alone, has found a leak in the data.
 */
final class LeakGuardTest {
  private static final Boosting BOOSTING = new Boosting(4, 40, 8, 0.1, 4, 7);
  private static final List<Samples> WORLDS = new ArrayList<>();

  @BeforeAll
  static void sample() {
    for (long seed = 1; seed <= 4; seed++) {
      var samples =
          Sampler.sample(
              new LeakWorld(seed, 40),
              Catalogs.shipped(),
              List.of(EntityKind.POD),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5),
              Thinning.TO_GROW,
              seed);
      WORLDS.add(Samples.concat(List.copyOf(samples.values())));
    }
  }

  @Test
  void trueLabels_unseenWorld_farAboveChance() {
    var judged = judge(WORLDS.stream().map(world -> world.classification(Horizon.H2)).toList());
    assertThat(judged.area).isGreaterThan(judged.base + 0.3);
  }

  @Test
  void placebo_shuffledLabels_atChance() {
    var shuffled = new ArrayList<Matrix>();
    for (int i = 0; i < WORLDS.size(); i++) {
      shuffled.add(shuffled(WORLDS.get(i).classification(Horizon.H2), i));
    }
    var judged = judge(shuffled);
    assertThat(judged.area).isCloseTo(judged.base, within(0.1));
  }

  @Test
  void clockOnly_unseenWorld_atChance() {
    assertAtChance(sample -> (float) (sample.stretch() % 1_000_003L));
  }

  @Test
  void identityOnly_unseenWorld_atChance() {
    assertAtChance(sample -> (float) (sample.stretch() / 1_000_003L % 65_537));
  }

  private interface Clue {
    float of(Samples.Sample sample);
  }

  private static void assertAtChance(Clue clue) {
    var judged = judge(WORLDS.stream().map(world -> only(world, clue)).toList());
    assertThat(judged.area).isCloseTo(judged.base, within(0.15));
  }

  private record Judged(double area, double base) {}

  /** Grows on two worlds, stops on the third, judges on the fourth. */
  private static Judged judge(List<Matrix> worlds) {
    var grow = concat(worlds.get(0), worlds.get(1));
    var trees = BOOSTING.classify(grow, worlds.get(2), new int[grow.columns()]);
    var unseen = worlds.get(3);
    var order =
        IntStream.range(0, unseen.rows())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -trees.margin(unseen.row(i))))
            .toList();
    double found = 0;
    double area = 0;
    for (int i = 0; i < order.size(); i++) {
      if (unseen.labels()[order.get(i)] > 0) {
        found++;
        area += found / (i + 1);
      }
    }
    return new Judged(area / found, found / unseen.rows());
  }

  private static Matrix only(Samples world, Clue clue) {
    var kept = world.list();
    var values = new float[kept.size()];
    var labels = new float[kept.size()];
    var weights = new float[kept.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = clue.of(kept.get(i));
      labels[i] = kept.get(i).failsWithin(Horizon.H2) ? 1 : 0;
      weights[i] = 1;
    }
    return new Matrix(1, values, labels, weights);
  }

  private static Matrix shuffled(Matrix matrix, long seed) {
    var random = new SplittableRandom(seed);
    float[] labels = matrix.labels().clone();
    for (int i = labels.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float kept = labels[i];
      labels[i] = labels[j];
      labels[j] = kept;
    }
    return matrix.withLabels(labels);
  }

  private static Matrix concat(Matrix a, Matrix b) {
    var values = Arrays.copyOf(a.values(), a.values().length + b.values().length);
    var labels = Arrays.copyOf(a.labels(), a.rows() + b.rows());
    var weights = Arrays.copyOf(a.weights(), a.rows() + b.rows());
    System.arraycopy(b.values(), 0, values, a.values().length, b.values().length);
    System.arraycopy(b.labels(), 0, labels, a.rows(), b.rows());
    System.arraycopy(b.weights(), 0, weights, a.rows(), b.rows());
    return new Matrix(a.columns(), values, labels, weights);
  }
}
