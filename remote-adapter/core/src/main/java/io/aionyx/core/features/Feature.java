package io.aionyx.core.features;

/** A named number of an entity at a moment; NaN when it is not known. */
record Feature(String name, Computation computation) {
  interface Computation {
    double of(View view);
  }

  float at(View view) {
    float value = (float) computation.of(view);
    return Float.isInfinite(value) ? Float.NaN : value;
  }
}
