package io.aionyx.core.history;

import io.aionyx.core.signals.Entity;

/** A stretch of an entity's time, both ends included. */
public record Stretch(Entity entity, long startMillis, long endMillis) {
  public Stretch {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          "a stretch must end after its start: was " + startMillis + " to " + endMillis);
    }
  }
}
