package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * The scale on which a signal is modelled. Loads vary in proportion to their level, so signals
 * without a value below zero are modelled by their logarithm, shifted by a hundredth of their usual
 * level so that an idle hour is small and not minus infinity.
 */
record Scale(boolean logarithmic, double shift) {
  static Scale of(float[] values) {
    double sum = 0;
    int known = 0;
    boolean negative = false;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += Math.abs(value);
        known++;
        negative |= value < 0;
      }
    }
    double level = known == 0 ? 0 : sum / known;
    return new Scale(!negative && level > 0, level * 0.01);
  }

  /**
   * What growth comes to on this scale. On a logarithmic one it is carried on as the straight line
   * it is at its start, for what grows a tenth a day does not grow by a factor of 5,000 in ninety.
   */
  double grown(double growth) {
    return logarithmic && growth > 0 ? Math.log1p(growth) : growth;
  }

  /** The growth of the signal, as a share of its level where that is logarithmic, of a change. */
  double growth(double change) {
    return logarithmic ? Math.expm1(change) : change;
  }

  /** A value that is some times as great. */
  double times(double modelled, double factor) {
    return factor == 1 ? modelled : in(factor * out(modelled));
  }

  double in(double value) {
    return logarithmic ? Math.log(value + shift) : value;
  }

  double out(double modelled) {
    return logarithmic ? Math.max(0, Math.exp(modelled) - shift) : modelled;
  }

  void write(StateWriter state) {
    state.flag(logarithmic);
    state.real(shift);
  }

  static Scale read(StateReader state) {
    return new Scale(state.flag(), state.real());
  }
}
