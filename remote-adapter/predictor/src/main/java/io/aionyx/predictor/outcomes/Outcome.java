package io.aionyx.predictor.outcomes;

import java.util.Locale;

/** How an alarm, or a failure without one, ended. */
public enum Outcome {
  /** The entity failed within the horizon. */
  TRUE_POSITIVE,
  /** The horizon passed, the entity was there all the while and nothing was done to it. */
  FALSE_POSITIVE,
  /** The entity failed and no alarm was open. */
  MISSED,
  /** An action on the entity was verified as successful before it failed. */
  AVERTED,
  /** The entity went away, was drained, rolled out or acted upon without a verified result. */
  UNVERIFIABLE;

  /** As in the {@code outcome} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
