package io.aionyx.core.model;

import java.time.Duration;

/** How far ahead a probability looks: a failure within (now, now + horizon]. */
public enum Horizon {
  M15("15m", Duration.ofMinutes(15)),
  M30("30m", Duration.ofMinutes(30)),
  H1("1h", Duration.ofHours(1)),
  H2("2h", Duration.ofHours(2)),
  H6("6h", Duration.ofHours(6)),
  H24("24h", Duration.ofHours(24)),
  H48("48h", Duration.ofHours(48));

  private final String label;
  private final Duration duration;

  Horizon(String label, Duration duration) {
    this.label = label;
    this.duration = duration;
  }

  /** As the {@code horizon} label carries it. */
  public String label() {
    return label;
  }

  public Duration duration() {
    return duration;
  }

  public static Horizon of(String label) {
    for (Horizon horizon : values()) {
      if (horizon.label.equals(label)) {
        return horizon;
      }
    }
    throw new IllegalArgumentException(
        "horizon must be one of 15m, 30m, 1h, 2h, 6h, 24h, 48h: was " + label);
  }
}
