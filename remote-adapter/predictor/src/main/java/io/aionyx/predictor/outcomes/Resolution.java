package io.aionyx.predictor.outcomes;

import io.aionyx.core.signals.Entity;
import org.jspecify.annotations.Nullable;

/**
 * What became of an episode, or of a failure that had none.
 *
 * @param episode null for a missed failure
 * @param atMillis of the failure, of the verdict, or of the end of the wait
 */
public record Resolution(
    Entity entity,
    String model,
    String failureMode,
    Outcome outcome,
    @Nullable Episode episode,
    long atMillis) {
  static Resolution of(Episode episode, Outcome outcome, long atMillis) {
    return new Resolution(
        episode.entity(), episode.model(), episode.failureMode(), outcome, episode, atMillis);
  }

  /** From opening to failure; NaN where there was no such thing. */
  public double leadSeconds() {
    return outcome == Outcome.TRUE_POSITIVE && episode != null
        ? (atMillis - episode.openedMillis()) / 1000.0
        : Double.NaN;
  }
}
