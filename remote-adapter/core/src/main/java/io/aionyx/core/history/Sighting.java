package io.aionyx.core.history;

import io.aionyx.core.signals.Entity;

/** What a stream tells of the fate of an entity. */
public sealed interface Sighting {
  Entity entity();

  long atMillis();

  /**
   * It failed, and nobody meant it to.
   *
   * @param mode as in the {@code failure_mode} label; {@code any} where the stream does not say
   */
  record Failed(Entity entity, String mode, long atMillis) implements Sighting {}

  /** It is taken out on purpose, or trouble came with a change that somebody made. */
  record Planned(Entity entity, long atMillis) implements Sighting {}

  /**
   * Something was done to it on the strength of a prediction, and the result was checked.
   *
   * @param mode the failure mode that was to be prevented
   * @param succeeded whether the check found it well
   */
  record Acted(Entity entity, String mode, boolean succeeded, long atMillis) implements Sighting {}
}
