package io.aionyx.trainer.samples;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Hides groups of features from some rows, as if their exporter were not there.
 *
 * <p>Every simulated pod is instrumented to the last histogram; few real ones are. A model that
 * never saw a pod without request metrics knows nothing of one.
 */
final class Exported {
  /** Rows of an entity of which only its container and its objects are known. */
  private static final double BARE_SHARE = 0.12;

  /** Chance of a single exporter to be missing from any other row. */
  private static final double HIDDEN_SHARE = 0.08;

  private static final List<List<String>> GROUPS =
      List.of(
          List.of("requests_", "error_", "latency_"),
          List.of("heap_", "gc_", "threads_", "pool_"),
          List.of("file_descriptors", "processes", "container_threads"),
          List.of("network_"),
          List.of("node_"),
          List.of("kubelet_", "certificate_"),
          List.of("cpu_temperature", "memory_ecc", "disk_reallocated"));

  void hide(List<String> names, float[] features, SplittableRandom random) {
    double share = random.nextDouble() < BARE_SHARE ? 1 : HIDDEN_SHARE;
    for (List<String> group : GROUPS) {
      if (random.nextDouble() < share) {
        for (int i = 0; i < features.length; i++) {
          String name = names.get(i);
          if (group.stream().anyMatch(name::startsWith)) {
            features[i] = Float.NaN;
          }
        }
      }
    }
  }
}
