package io.aionyx.trainer.samples;

import io.aionyx.core.signals.EntityKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Hides groups of features from some rows, as if their exporter were not there.
 *
 * <p>Every simulated pod is instrumented to the last histogram; few real ones are. A model that
 * never saw a pod without request metrics knows nothing of one.
 */
final class Exported {
  /** Rows of a pod of which only its container and its objects are known: most real ones. */
  private static final double BARE_PODS = 0.25;

  /** Rows of a node with the plainest of exporters. */
  private static final double BARE_NODES = 0.12;

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
          List.of("cpu_temperature", "memory_ecc", "disk_reallocated"),
          List.of("filesystem_"));

  private final double bareShare;

  Exported(EntityKind kind) {
    bareShare = kind.equals(EntityKind.POD) ? BARE_PODS : BARE_NODES;
  }

  /**
   * What is hidden from a row follows from the row, so that it does not matter who asked before.
   */
  void hide(List<String> names, float[] features, long stretch) {
    var random = new SplittableRandom(stretch * 31 + Arrays.hashCode(features));
    double share = random.nextDouble() < bareShare ? 1 : HIDDEN_SHARE;
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
