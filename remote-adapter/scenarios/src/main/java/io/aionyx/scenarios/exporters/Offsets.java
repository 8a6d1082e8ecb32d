package io.aionyx.scenarios.exporters;

import io.aionyx.scenarios.random.Rng;

/** Where in the scrape interval each target has its turn: stable for its life, spread evenly. */
final class Offsets {
  private final Rng rng;
  private final long intervalMillis;

  Offsets(long seed, long intervalMillis) {
    this.rng = Rng.of(seed, "offsets", 0);
    this.intervalMillis = intervalMillis;
  }

  long next() {
    return (long) rng.uniform(1, intervalMillis);
  }
}
