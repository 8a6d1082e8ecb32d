package io.aionyx.wire.history;

import java.time.Duration;

/**
 * How gently a server is asked.
 *
 * @param slice the longest range of one request
 * @param rest between the end of a request and the start of the next, at the least; and never less
 *     than the request took, so that the server is asked half of the time at most
 * @param attempts at one slice, before giving up
 * @param backoff before the second attempt; doubled for each further one
 */
public record Pace(Duration slice, Duration rest, int attempts, Duration backoff) {
  /** Half an hour of history a request, four requests a second at most. */
  public static final Pace GENTLE =
      new Pace(Duration.ofMinutes(30), Duration.ofMillis(250), 4, Duration.ofSeconds(1));

  public Pace {
    if (slice.toMillis() <= 0) {
      throw new IllegalArgumentException("slice must be above 0: was " + slice);
    }
    if (rest.isNegative() || backoff.isNegative()) {
      throw new IllegalArgumentException(
          "rest and backoff must not be negative: were " + rest + " and " + backoff);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1: was " + attempts);
    }
  }
}
