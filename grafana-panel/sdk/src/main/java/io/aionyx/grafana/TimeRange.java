package io.aionyx.grafana;

import java.time.Instant;

/** A closed range of time; hosts may ask for one that ends in the future. */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a time range must not end before it starts: " + from + " to " + to);
    }
  }
}
