package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.scenarios.random.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final WorldSpec SMALL =
      WorldSpec.of(11).withSize(5, 40).withDuration(Duration.ofHours(3)).withIncidents(60, 10);

  @Test
  void replay_ofOneSeed_isTheSameStreamEveryTime() {
    World world = World.of(SMALL);
    StreamHash first = StreamHash.of(world);
    StreamHash second = StreamHash.of(world);
    StreamHash other = StreamHash.of(World.of(SMALL));
    assertThat(second.hash).isEqualTo(first.hash);
    assertThat(other.hash).isEqualTo(first.hash);
    assertThat(first.samples).isEqualTo(second.samples);
  }

  @Test
  void replay_ofAnotherSeed_isAnotherStream() {
    var other = WorldSpec.of(12).withSize(5, 40).withDuration(Duration.ofHours(3));
    assertThat(StreamHash.of(World.of(other)).hash)
        .isNotEqualTo(StreamHash.of(World.of(SMALL)).hash);
  }

  @Test
  void replay_opensEachSeriesOnce_andNeverGoesBackInASeries() {
    var seen = new HashSet<Labels>();
    var last = new ArrayList<Long>();
    World.of(SMALL)
        .replay(
            new History.Sink() {
              @Override
              public int open(Labels series) {
                assertThat(seen.add(series)).as(series.toString()).isTrue();
                last.add(Long.MIN_VALUE);
                return last.size() - 1;
              }

              @Override
              public void sample(int handle, long timestampMillis, double value) {
                assertThat(timestampMillis).isGreaterThan(last.get(handle));
                last.set(handle, timestampMillis);
              }

              @Override
              public void advance(long timestampMillis) {
                assertThat(last).allMatch(each -> each <= timestampMillis);
              }
            });
    assertThat(seen).hasSizeGreaterThan(2_000);
  }

  @Test
  void confounders_neverOverlapAFailureOfTheirEntity() {
    for (long seed : Split.TRAIN.seeds(5).toArray()) {
      World world = World.of(WorldSpec.of(seed));
      for (Confounder confounder : world.confounders()) {
        for (Failure failure : world.failures()) {
          boolean same = failure.entity().equals(confounder.entity());
          boolean during =
              failure.failMillis() >= confounder.startMillis()
                  && failure.failMillis() <= confounder.endMillis();
          assertThat(same && during).as(confounder + " and " + failure).isFalse();
        }
      }
    }
  }

  @Test
  void splits_shareNoSeedAndNoParameter() {
    for (Split split : Split.values()) {
      var rng = new io.aionyx.scenarios.random.Rng(5);
      for (int i = 0; i < 1000; i++) {
        double value = split.uniform(rng, 2, 7);
        for (Split other : Split.values()) {
          assertThat(other.owns(value, 2, 7)).isEqualTo(other == split);
        }
      }
      split.seeds(3).forEach(seed -> assertThat(Split.ofSeed(seed)).isEqualTo(split));
    }
  }

  @Test
  void names_ofTwoSplits_areDisjoint() {
    List<String> train = names(Split.TRAIN);
    assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(names(Split.VALIDATION));
    assertThat(names(Split.TEST)).doesNotContainAnyElementsOf(train);
  }

  private static List<String> names(Split split) {
    World world = World.of(WorldSpec.of(split.seeds(1).findFirst().orElseThrow()));
    return world.plan().topology().workloads().stream().map(w -> w.name()).toList();
  }
}
