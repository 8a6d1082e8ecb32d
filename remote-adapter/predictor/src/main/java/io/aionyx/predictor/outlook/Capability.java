package io.aionyx.predictor.outlook;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * What one replica has been seen to carry: the greatest load per replica, an old one counting less
 * and less, so that one quiet week does not make every replica look weak. Not thread-safe.
 */
final class Capability {
  /** Renewed every five minutes, it halves in a week. */
  private static final double KEEP = Math.pow(0.5, 1.0 / (7 * 288));

  /** Renewals before anything is said: half a day of load has to be seen. */
  private static final int LEAST_SEEN = 144;

  private double carried;
  private int seen;

  void observe(double load, int replicas) {
    carried = Math.max(KEEP * carried, load / replicas);
    seen++;
  }

  boolean known() {
    return seen >= LEAST_SEEN && carried > 0;
  }

  /** How many replicas carry a load; at least one. */
  double replicas(double load) {
    return Math.max(1, Math.ceil(load / carried));
  }

  void write(StateWriter state) {
    state.real(carried);
    state.integer(seen);
  }

  void read(StateReader state) {
    carried = state.real();
    seen = state.integer();
  }
}
