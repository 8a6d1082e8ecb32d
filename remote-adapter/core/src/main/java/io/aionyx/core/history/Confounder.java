package io.aionyx.core.history;

import io.aionyx.core.signals.Entity;

/** A stretch of time in which an entity looked as if it would fail, and did not. */
public record Confounder(Entity entity, String type, long startMillis, long endMillis) {
  public Confounder {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          "a confounder must end after its start: was " + startMillis + " to " + endMillis);
    }
  }
}
