package io.aionyx.bridge.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * One predicted failure of one target: what the alert claims, cleaned.
 *
 * @param fingerprint identity of the alert's label set
 * @param horizonText as the label has it, for example {@code 2h}
 */
public record Episode(
    String fingerprint,
    Instant startsAt,
    Target target,
    String failureMode,
    String horizonText,
    Duration horizon,
    String alertName,
    boolean truncated) {

  public Episode {
    if (horizon.isZero() || horizon.isNegative()) {
      throw new IllegalArgumentException("horizon must be positive: was " + horizon);
    }
  }

  /** The prediction says "within the horizon"; after that the episode is over. */
  public Instant endsBy() {
    return startsAt.plus(horizon);
  }
}
