package io.aionyx.core.signals;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
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

  void write(StateWriter state) {
    state.flag(season != null);
    fine.write(state);
    medium.write(state);
    coarse.write(state);
    if (season != null) {
      season.write(state);
    }
  }

  static Memory read(StateReader state) {
    var memory = new Memory(state.flag());
    memory.fine.read(state);
    memory.medium.read(state);
    memory.coarse.read(state);
    if (memory.season != null) {
      memory.season.read(state);
    }
    return memory;
  }
}
