package io.aionyx.scenarios.sim;

import java.util.List;

/** The histogram of request durations that applications expose. */
public final class LatencyBuckets {
  /** Upper bounds in seconds; the last bucket has none. */
  private static final double[] BOUNDS = {0.005, 0.025, 0.1, 0.25, 0.5, 1, 5};

  public static final int COUNT = BOUNDS.length + 1;

  /** As the {@code le} label writes them. */
  public static final List<String> LABELS =
      List.of("0.005", "0.025", "0.1", "0.25", "0.5", "1.0", "5.0", "+Inf");

  private LatencyBuckets() {}

  /**
   * Adds requests with a log-logistic distribution of shape 3: a median, a tail of its 30-fold at
   * one in 30,000, and a cumulative share that takes no transcendental function.
   */
  static void add(double[] cumulative, double requests, double medianSeconds) {
    for (int i = 0; i < BOUNDS.length; i++) {
      double ratio = BOUNDS[i] / medianSeconds;
      double cube = ratio * ratio * ratio;
      cumulative[i] += requests * (cube / (1 + cube));
    }
    cumulative[COUNT - 1] += requests;
  }
}
