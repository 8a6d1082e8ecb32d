package io.aionyx.scenarios.plan;

/** How a trajectory goes on from where it stops following the way to failure. */
public enum Ending {
  /** It does not stop: the limit is reached. */
  FAILURE,
  /** Growth ends and the level stays, for good or until it is worked off at the end. */
  PLATEAU,
  /** A scheduled restart, a rotated log or a retention job takes it back to nothing at once. */
  RESET,
  /** It dies away by itself. */
  FADE
}
