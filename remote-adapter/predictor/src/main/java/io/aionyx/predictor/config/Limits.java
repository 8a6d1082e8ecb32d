package io.aionyx.predictor.config;

import java.time.Duration;

/**
 * What the write door takes. Beyond a limit of a series or sample that one is refused by name and
 * the rest of its request kept; beyond a limit of the body the request is refused.
 *
 * @param maxInFlightBytes of all bodies being worked on, compressed and not; 0 for a quarter of the
 *     heap
 * @param knownSeriesBytes memory for recognising series without reading their labels
 * @param pastGracePeriod how far behind the clock a sample may be; the wall clock only
 * @param creationGracePeriod how far ahead of the clock a sample may be; the wall clock only
 */
public record Limits(
    int maxBodyBytes,
    int maxDecodedBytes,
    int maxInFlightBytes,
    Duration bodyTimeout,
    Duration retryAfter,
    int maxSeriesPerRequest,
    int maxSamplesPerRequest,
    int maxLabelNamesPerSeries,
    int maxLabelNameLength,
    int maxLabelValueLength,
    int knownSeriesBytes,
    Duration pastGracePeriod,
    Duration creationGracePeriod,
    int maxConnections,
    Duration headerTimeout,
    Duration idleTimeout) {
  private static final int MEGABYTE = 1 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Reads the section {@code limits}. */
  static Limits of(Section section) {
    var limits =
        new Limits(
            section.integer("max_body_bytes", 32 * MEGABYTE, 1, 1 << 30),
            section.integer("max_decoded_bytes", 32 * MEGABYTE, 1, 1 << 30),
            section.integer("max_in_flight_bytes", 0, 0, Integer.MAX_VALUE),
            section.duration("body_timeout", Duration.ofSeconds(30), SECOND),
            section.duration("retry_after", Duration.ofSeconds(5), SECOND),
            section.integer("max_series_per_request", 200_000, 1, Integer.MAX_VALUE),
            section.integer("max_samples_per_request", 500_000, 1, Integer.MAX_VALUE),
            section.integer("max_label_names_per_series", 64, 1, 1 << 16),
            section.integer("max_label_name_length", 1024, 1, 1 << 20),
            section.integer("max_label_value_length", 2048, 1, 1 << 20),
            section.integer("known_series_bytes", 256 * MEGABYTE, MEGABYTE, 1 << 30),
            section.duration("past_grace_period", Duration.ofHours(3), SECOND),
            section.duration("creation_grace_period", Duration.ofMinutes(10), SECOND),
            section.integer("max_connections", 512, 1, 1 << 16),
            section.duration("header_timeout", Duration.ofSeconds(10), SECOND),
            section.duration("idle_timeout", Duration.ofMinutes(2), SECOND));
    section.end();
    return limits;
  }
}
