package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * What lingers: an autoregression over the last two steps and the same time yesterday and the step
 * before it. Enough to carry a disturbance on and let it fade, too little to invent one.
 */
record Recursion(float last, float beforeLast, float yesterday, float beforeYesterday) {
  static final Recursion NONE = new Recursion(0, 0, 0, 0);

  /** In units of the series' own variance, so that short pasts shrink towards nothing. */
  private static final double PENALTY = 1;

  /**
   * Fits to a series around zero.
   *
   * @param from index of the first value that may be used
   */
  static Recursion fit(double[] series, int from, int day) {
    double variance = 1e-18;
    for (int t = from; t < series.length; t++) {
      variance += series[t] * series[t] / Math.max(1, series.length - from);
    }
    var ridge = new Ridge(4);
    var row = new double[4];
    for (int t = from + day + 1; t < series.length; t++) {
      row[0] = series[t - 1];
      row[1] = series[t - 2];
      row[2] = series[t - day];
      row[3] = series[t - day - 1];
      ridge.add(row, series[t], 1 / variance);
    }
    double[] w = ridge.solve(new double[] {PENALTY, PENALTY, PENALTY, PENALTY});
    return new Recursion((float) w[0], (float) w[1], (float) w[2], (float) w[3]).stable(day);
  }

  /** Weights under which a disturbance would not fade are shrunk until it does. */
  private Recursion stable(int day) {
    var recursion = this;
    for (int i = 1; i <= 20 && !recursion.fades(day); i++) {
      recursion = scaled((float) Math.pow(0.99, i));
    }
    return recursion;
  }

  private Recursion scaled(float by) {
    return new Recursion(last * by, beforeLast * by, yesterday * by, beforeYesterday * by);
  }

  private boolean fades(int day) {
    var response = new double[7 * day];
    response[day + 1] = 1;
    double early = 0;
    double late = 0;
    for (int t = day + 2; t < response.length; t++) {
      response[t] = next(response, t, day);
      if (t < 3 * day) {
        early = Math.max(early, Math.abs(response[t]));
      } else if (t >= 5 * day) {
        late = Math.max(late, Math.abs(response[t]));
      }
    }
    return late < 0.9 * Math.max(early, 1);
  }

  double next(double[] series, int t, int day) {
    return last * series[t - 1]
        + beforeLast * series[t - 2]
        + yesterday * series[t - day]
        + beforeYesterday * series[t - day - 1];
  }

  void write(StateWriter state) {
    state.floats(new float[] {last, beforeLast, yesterday, beforeYesterday});
  }

  static Recursion read(StateReader state) {
    var weights = new float[4];
    state.floats(weights);
    return new Recursion(weights[0], weights[1], weights[2], weights[3]);
  }
}
