package io.aionyx.scenarios;

import io.aionyx.scenarios.random.Split;
import java.time.Duration;
import java.time.Instant;

/**
 * What decides a world, wholly: the same specification gives the same bytes.
 *
 * @param seed also decides the {@link Split}, and with it the names and parameter bands
 * @param scrapeInterval 5 s to 60 s
 * @param failuresPerDay expected number for the whole cluster
 * @param confoundersPerFailure harmless look-alikes for each failure
 */
public record WorldSpec(
    long seed,
    int nodes,
    int pods,
    Instant start,
    Duration duration,
    Duration scrapeInterval,
    double failuresPerDay,
    double confoundersPerFailure) {
  /** A Monday, at midnight. */
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  public WorldSpec {
    require(nodes >= 2 && nodes <= 1000, "nodes must be 2 to 1000: was " + nodes);
    require(pods >= nodes && pods <= 20_000, "pods must be nodes to 20000: was " + pods);
    require(
        duration.compareTo(Duration.ofHours(1)) >= 0,
        "duration must be 1 h or more: was " + duration);
    require(
        scrapeInterval.toMillis() >= 5_000 && scrapeInterval.toMillis() <= 60_000,
        "scrape interval must be 5 s to 60 s: was " + scrapeInterval);
    require(failuresPerDay >= 0, "failures per day must not be negative: was " + failuresPerDay);
    require(
        confoundersPerFailure >= 0,
        "confounders per failure must not be negative: was " + confoundersPerFailure);
  }

  /** A day of 20 nodes and 200 pods, scraped every 30 s. */
  public static WorldSpec of(long seed) {
    return new WorldSpec(
        seed, 20, 200, START, Duration.ofHours(24), Duration.ofSeconds(30), 20, 22);
  }

  public WorldSpec withSize(int nodes, int pods) {
    return new WorldSpec(
        seed, nodes, pods, start, duration, scrapeInterval, failuresPerDay, confoundersPerFailure);
  }

  public WorldSpec withStart(Instant start) {
    return new WorldSpec(
        seed, nodes, pods, start, duration, scrapeInterval, failuresPerDay, confoundersPerFailure);
  }

  public WorldSpec withDuration(Duration duration) {
    return new WorldSpec(
        seed, nodes, pods, start, duration, scrapeInterval, failuresPerDay, confoundersPerFailure);
  }

  public WorldSpec withScrapeInterval(Duration scrapeInterval) {
    return new WorldSpec(
        seed, nodes, pods, start, duration, scrapeInterval, failuresPerDay, confoundersPerFailure);
  }

  public WorldSpec withIncidents(double failuresPerDay, double confoundersPerFailure) {
    return new WorldSpec(
        seed, nodes, pods, start, duration, scrapeInterval, failuresPerDay, confoundersPerFailure);
  }

  public Split split() {
    return Split.ofSeed(seed);
  }

  public long startMillis() {
    return start.toEpochMilli();
  }

  public long endMillis() {
    return startMillis() + duration.toMillis();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
