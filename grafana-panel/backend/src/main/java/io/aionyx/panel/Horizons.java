package io.aionyx.panel;

import java.time.Duration;

/** Horizons as Prometheus writes durations: {@code 30m}, {@code 2h}. */
final class Horizons {
  private Horizons() {}

  /** The length of a horizon, zero for what is not one. */
  static Duration duration(String horizon) {
    if (!horizon.matches("[0-9]{1,6}[smhd]")) {
      return Duration.ZERO;
    }
    long amount = Long.parseLong(horizon.substring(0, horizon.length() - 1));
    return switch (horizon.charAt(horizon.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
