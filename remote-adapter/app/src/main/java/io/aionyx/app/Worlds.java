package io.aionyx.app;

import io.aionyx.core.history.History;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What simulated clusters are like, as options that several commands share. */
final class Worlds {
  @Option(names = "--nodes", paramLabel = "N", description = "Nodes of a cluster.")
  private int nodes = 20;

  @Option(names = "--pods", paramLabel = "N", description = "Pods of a cluster.")
  private int pods = 200;

  @Option(names = "--hours", paramLabel = "N", description = "Length of a history.")
  private int hours = 24;

  @Option(names = "--scrape", paramLabel = "SECONDS", description = "Time between scrapes.")
  private int scrapeSeconds = 30;

  @Option(names = "--failures", paramLabel = "N", description = "Failures a day in a cluster.")
  private double failuresPerDay = 20;

  @Option(
      names = "--look-alikes",
      paramLabel = "N",
      description = "Harmless look-alikes for each failure.")
  private double lookAlikes = 22;

  Duration scrapeInterval() {
    return Duration.ofSeconds(scrapeSeconds);
  }

  WorldSpec spec(long seed) {
    return WorldSpec.of(seed)
        .withSize(nodes, pods)
        .withDuration(Duration.ofHours(hours))
        .withScrapeInterval(Duration.ofSeconds(scrapeSeconds))
        .withIncidents(failuresPerDay, lookAlikes);
  }

  World world(long seed) {
    return World.of(spec(seed));
  }

  /** The same cluster with another number of failures a day, each with as many look-alikes. */
  History denser(long seed, double failures) {
    return World.of(spec(seed).withIncidents(failures, lookAlikes));
  }

  /** As the card of a model tells it. */
  @Override
  public String toString() {
    return "scenarios: %d nodes, %d pods, %d h, scraped every %d s, %s failures a day, %s look-alikes each"
        .formatted(nodes, pods, hours, scrapeSeconds, failuresPerDay, lookAlikes);
  }
}
