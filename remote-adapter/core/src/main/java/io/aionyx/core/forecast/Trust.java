package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * Whether carrying a drift on has helped of late. A wandering load looks like a drift every few
 * hours, a leak is one; which of the two a signal has shows in half an hour. Not thread-safe.
 */
final class Trust {
  private static final int WAITING = 7;
  private static final double KEEP = Math.pow(0.5, 1.0 / 288);

  private final long[] moments = new long[WAITING];
  private final double[] drifting = new double[WAITING];
  private final double[] steady = new double[WAITING];
  private double gain;

  /** Two forecasts of a moment, on the modelled scale, where a drift stands out. */
  void put(long millis, Outlook withDrift, Outlook without) {
    int index = index(millis);
    moments[index] = millis;
    drifting[index] = withDrift.modelled(millis, 50);
    steady[index] = without.modelled(millis, 50);
  }

  void meet(long millis, double truth) {
    int index = index(millis);
    if (moments[index] == millis) {
      double won = Math.abs(truth - steady[index]) - Math.abs(truth - drifting[index]);
      gain = KEEP * gain + won;
    }
  }

  /** Given until it is lost. */
  boolean given() {
    return gain >= 0;
  }

  private static int index(long millis) {
    return (int) Math.floorMod(millis / LiveForecast.STEP_MILLIS, (long) WAITING);
  }

  void write(StateWriter state) {
    for (int i = 0; i < WAITING; i++) {
      state.number(moments[i]);
      state.real(drifting[i]);
      state.real(steady[i]);
    }
    state.real(gain);
  }

  void read(StateReader state) {
    for (int i = 0; i < WAITING; i++) {
      moments[i] = state.number();
      drifting[i] = state.real();
      steady[i] = state.real();
    }
    gain = state.real();
  }
}
