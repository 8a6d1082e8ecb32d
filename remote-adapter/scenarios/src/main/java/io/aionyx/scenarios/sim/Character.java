package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.random.Rng;

/**
 * How one replica differs from its peers.
 *
 * @param loadShare of the workload's requests, around 1
 * @param memoryShare of the limit when idle
 * @param heapFloorShare of the old generation when idle
 * @param bytesPerRequest on the network
 * @param maxDescriptors soft limit of open files
 * @param maxThreads limit of the pod's cgroup
 * @param maxConnections size of the connection pool
 */
record Character(
    double loadShare,
    double memoryShare,
    double heapFloorShare,
    double pageCacheShare,
    double bytesPerRequest,
    double maxDescriptors,
    double maxThreads,
    double maxConnections) {
  static Character draw(Rng rng, Workload workload) {
    return new Character(
        rng.uniform(0.85, 1.15),
        Math.min(0.6, workload.memoryShare() * rng.uniform(0.9, 1.1)),
        rng.uniform(0.2, 0.45),
        rng.uniform(0.05, 0.25),
        rng.logUniform(800, 20_000),
        1024 << rng.below(4),
        256 << rng.below(3),
        10 + 10 * rng.below(4));
  }
}
