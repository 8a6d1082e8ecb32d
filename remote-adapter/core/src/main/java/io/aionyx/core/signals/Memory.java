package io.aionyx.core.signals;

import org.jspecify.annotations.Nullable;

/** Everything that is remembered of one signal of one entity. Not thread-safe. */
final class Memory {
  private final Ring fine = new Ring(Tier.FINE);
  private final Ring medium = new Ring(Tier.MEDIUM);
  private final Ring coarse = new Ring(Tier.COARSE);
  private final @Nullable Season season;

  Memory(boolean seasonal) {
    this.season = seasonal ? new Season() : null;
  }

  void push(long atMillis, float value) {
    fine.push(atMillis, value);
    medium.push(atMillis, value);
    coarse.push(atMillis, value);
    if (season != null) {
      season.push(atMillis, value);
    }
  }

  Ring ring(Tier tier) {
    return switch (tier) {
      case FINE -> fine;
      case MEDIUM -> medium;
      case COARSE -> coarse;
    };
  }

  /** See {@link Season#residual}; NaN where the seasons of a signal are not learnt. */
  double residual(long atMillis, double value) {
    return season == null ? Double.NaN : season.residual(atMillis, value);
  }
}
