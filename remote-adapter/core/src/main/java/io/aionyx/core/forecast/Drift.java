package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/**
 * Growth of the last hours that no season explains, such as a leak: the Theil-Sen slope of the
 * deviations since the last reset, where it stands out from their scatter. A fall by more than half
 * of what had been gained is a reset: a restart, a clean-up, a log that was rotated. Fed every
 * quarter of an hour. Not thread-safe.
 */
final class Drift {
  private static final int QUARTERS = 24;
  private static final int LEAST = 6;

  /** A slope must carry this many times the scatter over what was seen. */
  private static final double OUTSTANDING = 15;

  private final double[] quarters = new double[QUARTERS];
  private int size;

  void observe(double value) {
    if (size > 1 && resets(value)) {
      size = 0;
    }
    if (size == QUARTERS) {
      System.arraycopy(quarters, 1, quarters, 0, --size);
    }
    quarters[size++] = value;
  }

  private boolean resets(double value) {
    double least = quarters[0];
    double greatest = quarters[0];
    for (int i = 1; i < size; i++) {
      least = Math.min(least, quarters[i]);
      greatest = Math.max(greatest, quarters[i]);
    }
    double gained = quarters[size - 1] - least;
    double usual = (greatest - least) / size;
    return gained > 2 * usual && quarters[size - 1] - value > gained / 2;
  }

  void shift(double down) {
    for (int i = 0; i < size; i++) {
      quarters[i] += down;
    }
  }

  /** What goes on growing; {@link Slope#NONE} where nothing does. */
  Slope slope(Scale scale) {
    if (size < LEAST) {
      return Slope.NONE;
    }
    var grown = new double[size];
    for (int i = 0; i < size; i++) {
      grown[i] = scale.growth(quarters[i] - quarters[size - 1]);
    }
    double slope = Robust.slope(grown, size);
    var rest = new double[size];
    for (int i = 0; i < size; i++) {
      rest[i] = grown[i] - slope * i;
    }
    double level = Robust.median(rest);
    double[] scatter = Arrays.stream(rest).map(left -> Math.abs(left - level)).toArray();
    return Math.abs(slope) * size > OUTSTANDING * Robust.median(scatter)
        ? new Slope(slope / 3, 3.0 * size)
        : Slope.NONE;
  }

  void write(StateWriter state) {
    state.integer(size);
    for (int i = 0; i < size; i++) {
      state.real(quarters[i]);
    }
  }

  void read(StateReader state) {
    size = Math.min(state.count(), QUARTERS);
    for (int i = 0; i < size; i++) {
      quarters[i] = state.real();
    }
  }

  /**
   * Growth that goes on for twice as long as it was seen, and then fades.
   *
   * @param perStep growth in five minutes, see {@link Scale#growth}
   * @param seen steps for which it was seen
   */
  record Slope(double perStep, double seen) {
    static final Slope NONE = new Slope(0, 1);

    boolean stands() {
      return perStep != 0;
    }

    double after(double stepsAhead) {
      double straight = Math.min(stepsAhead, 2 * seen);
      return perStep * (straight + seen * -Math.expm1(-(stepsAhead - straight) / seen));
    }
  }
}
