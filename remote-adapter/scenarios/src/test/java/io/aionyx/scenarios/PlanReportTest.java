package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Failure;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import io.aionyx.scenarios.random.Split;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanReportTest {
  private static final List<World> WORLDS =
      Split.TRAIN.seeds(20).mapToObj(seed -> World.of(WorldSpec.of(seed))).toList();

  @Test
  void proportions_ofTwentyWorlds_areWithinBounds() {
    var failures = WORLDS.stream().flatMap(world -> world.plan().failures().stream()).toList();
    long confounders = WORLDS.stream().mapToLong(w -> w.plan().confounders().size()).sum();
    double sudden = share(failures, each -> each.mode().sudden());
    var foretold = failures.stream().filter(each -> !each.mode().sudden()).toList();
    double unreachable = share(foretold, each -> !each.label().reachable(Duration.ofMinutes(30)));
    var modes = new TreeMap<String, Integer>();
    failures.forEach(each -> modes.merge(each.mode().name(), 1, Integer::sum));
    System.out.printf(
        "plans of 20 worlds: %d failures, %.1f confounders per failure, sudden %.2f, "
            + "unreachable of the rest %.2f%n%s%n",
        failures.size(), confounders / (double) failures.size(), sudden, unreachable, modes);
    var types = new TreeMap<String, Integer>();
    WORLDS.forEach(
        w ->
            w.plan().confounders().forEach(c -> types.merge(c.incident().kind(), 1, Integer::sum)));
    System.out.println(types.size() + " confounder types: " + types);

    assertThat(failures).hasSizeGreaterThan(350);
    assertThat(confounders / (double) failures.size()).isGreaterThan(20);
    assertThat(sudden).isBetween(0.2, 0.3);
    assertThat(unreachable).isBetween(0.15, 0.27);
  }

  @Test
  void failures_areUniformOverTheRun() {
    var quarters = new int[4];
    for (World world : WORLDS) {
      long length = world.spec().endMillis() - world.spec().startMillis();
      for (Failure failure : world.failures()) {
        quarters[(int) (4 * (failure.failMillis() - world.spec().startMillis()) / length)]++;
      }
    }
    int total = quarters[0] + quarters[1] + quarters[2] + quarters[3];
    for (int quarter : quarters) {
      assertThat(quarter / (double) total).isBetween(0.18, 0.32);
    }
  }

  private static double share(
      List<PlannedFailure> failures, java.util.function.Predicate<PlannedFailure> holds) {
    return failures.stream().filter(holds).count() / (double) failures.size();
  }
}
