package io.aionyx.trainer;

import java.util.List;

/**
 * What is known without data: nearer to a limit can only be worse. Trees are held to it, so that a
 * gap in the training worlds cannot teach them the contrary.
 */
final class Physics {
  private static final List<String> LIMITED =
      List.of("_used_ratio", "_limit_ratio", "_throttled_ratio", "error_ratio", "gc_time_ratio");
  private static final List<String> LEVELS = List.of("_last", "_mean_10m", "_mean_30m");

  private Physics() {}

  /** +1 where more of it is riskier, −1 where less is, 0 where it depends. */
  static int[] directions(List<String> features) {
    return features.stream().mapToInt(Physics::direction).toArray();
  }

  private static int direction(String feature) {
    if (feature.contains("hours_to_limit")) {
      return -1;
    }
    for (String limited : LIMITED) {
      for (String level : LEVELS) {
        if (feature.endsWith(limited + level)) {
          return 1;
        }
      }
    }
    return 0;
  }
}
