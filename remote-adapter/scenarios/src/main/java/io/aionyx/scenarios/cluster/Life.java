package io.aionyx.scenarios.cluster;

import io.aionyx.scenarios.random.Rng;

/**
 * One pod in a slot, under one name.
 *
 * @param replicaSet of a deployment's pod; empty for a stateful set
 * @param fromMillis when it takes the slot; it keeps it until the next life begins
 */
public record Life(String pod, String replicaSet, String uid, int node, long fromMillis) {
  /** The next pod of the slot: stateful sets keep the name, deployments never do. */
  public static Life of(Slot slot, int revision, int node, long fromMillis, Rng rng) {
    Workload workload = slot.workload();
    String uid =
        String.format(
            java.util.Locale.ROOT,
            "%08x-%012x",
            (int) rng.nextLong(),
            rng.nextLong() & 0xFFFFFFFFFFFFL);
    if (workload.stateful()) {
      return new Life(workload.name() + '-' + slot.ordinal(), "", uid, node, fromMillis);
    }
    String replicaSet = workload.name() + '-' + hash(workload, revision);
    return new Life(replicaSet + '-' + Names.suffix(rng, 5), replicaSet, uid, node, fromMillis);
  }

  /** All pods of one revision share it, as they share the template it stands for. */
  private static String hash(Workload workload, int revision) {
    return Names.suffix(Rng.of(workload.name().hashCode(), "revision", revision), 9);
  }
}
