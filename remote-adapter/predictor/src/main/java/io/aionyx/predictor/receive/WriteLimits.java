package io.aionyx.predictor.receive;

import java.time.Duration;

/**
 * What the write door accepts. Beyond a limit of a series or sample, that series or sample is
 * refused by name and the rest of its request is kept; beyond a limit of the body, the request is
 * refused.
 */
public record WriteLimits(Body body, Series series, Samples samples, Connections connections) {
  public static final WriteLimits DEFAULTS =
      new WriteLimits(Body.DEFAULTS, Series.DEFAULTS, Samples.DEFAULTS, Connections.DEFAULTS);

  /**
   * Limits of request bodies.
   *
   * @param maxBytes of the compressed body
   * @param maxDecodedBytes of the decompressed body
   * @param maxInFlightBytes of all bodies being worked on, both forms counted; beyond it the answer
   *     is 429 with {@code Retry-After}
   * @param timeout for the whole body to arrive
   * @param retryAfter told to senders that are turned away for now
   */
  public record Body(
      int maxBytes,
      int maxDecodedBytes,
      long maxInFlightBytes,
      Duration timeout,
      Duration retryAfter) {
    /**
     * In flight: a quarter of the heap, since a body costs about twice its size while it is read.
     */
    public static final Body DEFAULTS =
        new Body(
            32 << 20,
            32 << 20,
            Runtime.getRuntime().maxMemory() / 4,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    public Body {
      Positive.require("maxBytes", maxBytes);
      Positive.require("maxDecodedBytes", maxDecodedBytes);
      Positive.require("maxInFlightBytes", maxInFlightBytes);
      Positive.require("timeout", timeout.toMillis());
      Positive.require("retryAfter", retryAfter.toSeconds());
    }
  }

  /**
   * Limits of series.
   *
   * @param maxPerRequest time series in one request
   * @param maxLabels of one series
   * @param maxNameBytes of a label name or metric name
   * @param maxValueBytes of a label value
   * @param maxKeyBytes memory for recognising known series without reading their labels; when it is
   *     full it is emptied and fills again with the series that are still being sent
   */
  public record Series(
      int maxPerRequest, int maxLabels, int maxNameBytes, int maxValueBytes, int maxKeyBytes) {
    public static final Series DEFAULTS = new Series(200_000, 64, 1024, 2048, 256 << 20);

    public Series {
      Positive.require("maxPerRequest", maxPerRequest);
      Positive.require("maxLabels", maxLabels);
      Positive.require("maxNameBytes", maxNameBytes);
      Positive.require("maxValueBytes", maxValueBytes);
      Positive.require("maxKeyBytes", maxKeyBytes);
    }
  }

  /**
   * Limits of samples.
   *
   * @param maxPerRequest samples in one request
   * @param maxAge how far behind the clock a sample may be; a sender that was cut off catches up
   *     with two hours of data
   * @param maxAhead how far ahead of the clock a sample may be, as Prometheus has it
   */
  public record Samples(int maxPerRequest, Duration maxAge, Duration maxAhead) {
    public static final Samples DEFAULTS =
        new Samples(500_000, Duration.ofHours(3), Duration.ofMinutes(10));

    /** For replays, whose clock is the data's own: any moment between 1970 and 2100. */
    public static final Samples OF_A_REPLAY =
        new Samples(500_000, Duration.ofDays(365_000), Duration.ofDays(365_000));

    public Samples {
      Positive.require("maxPerRequest", maxPerRequest);
      Positive.require("maxAge", maxAge.toMillis());
      Positive.require("maxAhead", maxAhead.toMillis());
    }

    public Samples ofAtMost(int samples) {
      return new Samples(samples, maxAge, maxAhead);
    }
  }

  /**
   * Limits of connections.
   *
   * @param max open at a time; further ones wait in the system's queue
   * @param headerTimeout for the head of a request to arrive
   * @param idleTimeout without a byte in either direction
   */
  public record Connections(int max, Duration headerTimeout, Duration idleTimeout) {
    public static final Connections DEFAULTS =
        new Connections(512, Duration.ofSeconds(10), Duration.ofMinutes(2));

    public Connections {
      Positive.require("max", max);
      Positive.require("headerTimeout", headerTimeout.toMillis());
      Positive.require("idleTimeout", idleTimeout.toMillis());
    }
  }
}
