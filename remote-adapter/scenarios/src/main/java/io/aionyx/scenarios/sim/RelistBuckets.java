package io.aionyx.scenarios.sim;

import java.util.List;

/** The histogram of how long the kubelet takes to list its containers. */
public final class RelistBuckets {
  private static final double[] BOUNDS = {0.05, 0.25, 1, 10, 60};

  public static final int COUNT = BOUNDS.length + 1;
  public static final List<String> LABELS = List.of("0.05", "0.25", "1", "10", "60", "+Inf");

  private RelistBuckets() {}

  static void add(double[] cumulative, double relists, double seconds) {
    for (int i = 0; i < BOUNDS.length; i++) {
      if (seconds <= BOUNDS[i]) {
        cumulative[i] += relists;
      }
    }
    cumulative[COUNT - 1] += relists;
  }
}
