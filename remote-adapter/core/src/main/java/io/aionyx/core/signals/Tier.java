package io.aionyx.core.signals;

import java.time.Duration;

/** The spans over which a signal is remembered, each in a ring of equal slots. */
public enum Tier {
  /** Thirty minutes, one slot per evaluation at the default interval. */
  FINE(Duration.ofSeconds(30), 60),
  /** Two hours. */
  MEDIUM(Duration.ofMinutes(2), 60),
  /** A day. */
  COARSE(Duration.ofMinutes(15), 96);

  private final long slotMillis;
  private final int slots;

  Tier(Duration slot, int slots) {
    this.slotMillis = slot.toMillis();
    this.slots = slots;
  }

  public long slotMillis() {
    return slotMillis;
  }

  public int slots() {
    return slots;
  }

  long slotOf(long atMillis) {
    return Math.floorDiv(atMillis, slotMillis);
  }
}
