package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Seeded storms against the whole bridge but its sockets. {@code -Daionyx.storms=100000} runs the
 * long form, {@code -Daionyx.storm.seed} another world.
 */
final class StormSimulationTest {

  private static final int PER_WORLD = 100;

  @Test
  void storms_withDuplicatesErrorsAndCrashes_neverBreakALimit() {
    int storms = Integer.getInteger("aionyx.storms", 1500);
    long seed = Long.getLong("aionyx.storm.seed", 20260101L);
    long began = System.nanoTime();
    int started = 0;
    int evictions = 0;
    int crashes = 0;
    int alerts = 0;
    for (int done = 0; done < storms; done += PER_WORLD) {
      try (StormWorld world = new StormWorld(seed + done)) {
        for (int i = 0; i < PER_WORLD; i++) {
          world.storm();
        }
        world.finish();
        started += world.started();
        evictions += world.evictions();
        crashes += world.crashes;
        alerts += world.alertsSent;
      } catch (AssertionError e) {
        throw new AssertionError("seed " + (seed + done), e);
      }
      if ((done + PER_WORLD) % 10_000 == 0) {
        System.err.printf("… %d storms, %d started%n", done + PER_WORLD, started);
      }
    }
    System.err.printf(
        "storms %d, alerts %d, started %d, evictions %d, crashes %d, seed %d, %.1f s%n",
        storms, alerts, started, evictions, crashes, seed, (System.nanoTime() - began) / 1e9);
    assertThat(started).describedAs("the simulation does something").isGreaterThan(storms / 20);
    assertThat(crashes).isPositive();
  }
}
