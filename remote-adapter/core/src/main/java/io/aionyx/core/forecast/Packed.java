package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * Numbers of one magnitude in two bytes each: steps of 1/32,767 of the greatest distance from their
 * mean. What is packed here is known far less exactly than that.
 */
record Packed(float centre, float step, short[] codes) {
  static Packed of(double[] values) {
    double centre = 0;
    for (double value : values) {
      centre += value / values.length;
    }
    double furthest = 0;
    for (double value : values) {
      furthest = Math.max(furthest, Math.abs(value - centre));
    }
    double step = Math.max(furthest / Short.MAX_VALUE, Float.MIN_NORMAL);
    var codes = new short[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (short) Math.round((values[i] - centre) / step);
    }
    return new Packed((float) centre, (float) step, codes);
  }

  int size() {
    return codes.length;
  }

  double at(int index) {
    return centre + (double) step * codes[index];
  }

  /** Unpacked into the start of a longer array. */
  double[] unpacked(int length) {
    var values = new double[length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = at(i);
    }
    return values;
  }

  int bytes() {
    return 2 * Float.BYTES + Short.BYTES * codes.length;
  }

  void write(StateWriter state) {
    state.real(centre);
    state.real(step);
    state.integer(codes.length);
    for (short code : codes) {
      state.integer(code);
    }
  }

  static Packed read(StateReader state) {
    float centre = (float) state.real();
    float step = (float) state.real();
    var codes = new short[state.count()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (short) state.integer();
    }
    return new Packed(centre, step, codes);
  }
}
