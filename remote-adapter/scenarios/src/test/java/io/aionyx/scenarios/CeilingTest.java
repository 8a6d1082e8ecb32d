package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.scenarios.random.Split;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CeilingTest {
  private static final List<World> WORLDS =
      Split.TRAIN.seeds(30).mapToObj(seed -> World.of(WorldSpec.of(seed))).toList();

  @Test
  void ceiling_ofThirtyWorlds_leavesRoomForTheGoals() {
    var ceilings = Ceiling.of(WORLDS, Duration.ofMinutes(30));
    for (Ceiling ceiling : ceilings) {
      System.out.printf(
          "ceiling %-20s failures %3d reachable %.2f precision %.3f%n",
          ceiling.mode(), ceiling.failures(), ceiling.recall(), ceiling.precision());
    }
    Ceiling all = ceilings.get(ceilings.size() - 1);
    assertThat(all.precision()).isBetween(0.9, 1.0);
    assertThat(all.recall()).isBetween(0.5, 0.7);
  }

  /** Who needs a quarter of an hour to be sure can still keep what the product promises. */
  @Test
  void ceiling_atFortyFiveMinutes_stillAllowsThePromisedPrecision() {
    assertThat(all(Duration.ofMinutes(45)).precision()).isGreaterThan(0.85);
  }

  @Test
  void ceilings_byLabel_areThoseOfAllModesTogether() {
    var lead = Duration.ofMinutes(30);
    var byLabel = Ceiling.byLabel(WORLDS, lead);

    assertThat(byLabel).extracting(Ceiling::mode).contains("oom", "sudden").doesNotHaveDuplicates();
    assertThat(byLabel.stream().mapToInt(Ceiling::failures).sum()).isEqualTo(all(lead).failures());
    assertThat(byLabel.stream().mapToInt(Ceiling::reachable).sum())
        .isEqualTo(all(lead).reachable());
    assertThat(byLabel.stream().mapToInt(Ceiling::undecided).sum())
        .isEqualTo(all(lead).undecided());
  }

  @Test
  void ceiling_ofALongerLead_isLower() {
    Ceiling near = all(Duration.ofMinutes(10));
    Ceiling far = all(Duration.ofMinutes(120));
    assertThat(far.reachable()).isLessThan(near.reachable());
    assertThat(far.precision()).isLessThan(near.precision());
  }

  private static Ceiling all(Duration lead) {
    var ceilings = Ceiling.of(WORLDS, lead);
    return ceilings.get(ceilings.size() - 1);
  }
}
