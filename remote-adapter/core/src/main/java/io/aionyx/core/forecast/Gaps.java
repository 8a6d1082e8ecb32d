package io.aionyx.core.forecast;

/** Fills what is missing by the same time yesterday, else by the value before, else the first. */
final class Gaps {
  private Gaps() {}

  /** The whole past on its modelled scale, without gaps; empty where nothing is known at all. */
  static double[] fill(Past past, Scale scale) {
    var filled = new double[past.size()];
    int first = firstKnown(past.values());
    if (first < 0) {
      return new double[0];
    }
    for (int t = 0; t < filled.length; t++) {
      float value = past.values()[t];
      if (!Float.isNaN(value)) {
        filled[t] = scale.in(value);
      } else if (t < first) {
        filled[t] = scale.in(past.values()[first]);
      } else {
        filled[t] = t - past.day() >= first ? filled[t - past.day()] : filled[t - 1];
      }
    }
    return filled;
  }

  private static int firstKnown(float[] values) {
    for (int t = 0; t < values.length; t++) {
      if (!Float.isNaN(values[t])) {
        return t;
      }
    }
    return -1;
  }
}
