package io.aionyx.core.history;

import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Why trouble may have been meant: a node that was cordoned or tainted for removal, a workload that
 * was just rolled out. Not thread-safe.
 */
final class Excuses {
  private static final long CORDON_MILLIS = Duration.ofMinutes(60).toMillis();
  private static final long ROLLOUT_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Map<Entity, Cordon> cordoned = new HashMap<>();
  private final Map<String, Map<String, Long>> rolledOut = new HashMap<>();

  private record Cordon(long sinceMillis, long lastMillis) {}

  private static final Cordon NONE = new Cordon(Long.MIN_VALUE / 2, Long.MIN_VALUE / 2);

  /** Whether this is news: a node stays cordoned for many samples. */
  boolean cordon(Entity node, long atMillis) {
    var before = cordoned.getOrDefault(node, NONE);
    boolean goesOn = atMillis - before.lastMillis() <= CORDON_MILLIS;
    cordoned.put(node, new Cordon(goesOn ? before.sinceMillis() : atMillis, atMillis));
    return !goesOn;
  }

  void rollout(String namespace, String workload, long atMillis) {
    rolledOut.computeIfAbsent(namespace, n -> new HashMap<>()).put(workload, atMillis);
  }

  /** A node that is cordoned only once it is lost was not meant to go. */
  boolean excuseNode(Entity node, long atMillis) {
    var cordon = cordoned.get(node);
    return cordon != null
        && cordon.sinceMillis() <= atMillis
        && atMillis - cordon.lastMillis() <= CORDON_MILLIS;
  }

  /** Pods bear the name of their workload, then a dash. */
  boolean excusePod(String namespace, String pod, long atMillis) {
    return rolledOut.getOrDefault(namespace, Map.of()).entrySet().stream()
        .anyMatch(
            rollout ->
                pod.startsWith(rollout.getKey() + "-")
                    && Math.abs(atMillis - rollout.getValue()) <= ROLLOUT_MILLIS);
  }

  void forget(long beforeMillis) {
    cordoned.values().removeIf(cordon -> cordon.lastMillis() < beforeMillis);
    rolledOut.values().forEach(workloads -> workloads.values().removeIf(at -> at < beforeMillis));
    rolledOut.values().removeIf(Map::isEmpty);
  }
}
