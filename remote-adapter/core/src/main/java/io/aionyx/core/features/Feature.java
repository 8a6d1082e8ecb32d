package io.aionyx.core.features;

import io.aionyx.core.signals.EntityKind;

/**
 * A named number of an entity at a moment; NaN when it is not known.
 *
 * @param of the kind whose signal it is computed from: the entity's own, or its host's
 * @param signal empty where it needs none
 */
record Feature(String name, EntityKind of, String signal, Computation computation) {
  interface Computation {
    double of(View view);
  }

  float at(View view) {
    float value = (float) computation.of(view);
    return Float.isInfinite(value) ? Float.NaN : value;
  }
}
