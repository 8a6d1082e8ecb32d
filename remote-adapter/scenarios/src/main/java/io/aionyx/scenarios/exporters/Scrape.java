package io.aionyx.scenarios.exporters;

import io.aionyx.core.history.History.Sink;
import io.aionyx.scenarios.random.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One target of the scraper: its blocks, its place in the scrape interval, and its bad luck.
 *
 * <p>A scrape is lost on the way to the store (no samples) or fails ({@code up} is 0 and every
 * series gets a stale marker), as Prometheus does it.
 */
final class Scrape {
  private static final double LOST = 0.012;
  private static final double FAILED = 0.004;

  private final long offsetMillis;
  private final Block<Scrape> up;
  private final List<Block<?>> blocks = new ArrayList<>();
  private final Rng rng;
  private boolean answered = true;

  Scrape(Sink sink, Map<String, String> labels, long offsetMillis, Rng rng) {
    this.offsetMillis = offsetMillis;
    this.rng = rng;
    this.up =
        new Block<>(
            sink,
            List.of(Metric.metric("up", (Scrape scrape) -> Metric.bit(scrape.answered))),
            labels,
            this);
  }

  long offsetMillis() {
    return offsetMillis;
  }

  void addAll(List<? extends Block<?>> added) {
    blocks.addAll(added);
  }

  /** What the blocks are about is gone from this target. */
  void removeAll(List<? extends Block<?>> removed, long tickMillis) {
    for (Block<?> block : removed) {
      if (blocks.remove(block)) {
        block.end(tickMillis);
      }
    }
  }

  /** The target itself is gone. */
  void end(long tickMillis) {
    blocks.forEach(block -> block.end(tickMillis));
    blocks.clear();
    up.end(tickMillis);
  }

  void scrape(long tickMillis, boolean reachable) {
    long millis = tickMillis + offsetMillis;
    double luck = rng.uniform();
    if (luck < LOST) {
      return;
    }
    answered = reachable && luck >= LOST + FAILED;
    up.scrape(millis);
    if (answered) {
      blocks.forEach(block -> block.scrape(millis));
    } else {
      blocks.forEach(block -> block.end(millis));
    }
  }
}
