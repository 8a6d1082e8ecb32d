package io.aionyx.scenarios.cluster;

import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.random.Split;
import java.util.ArrayList;
import java.util.List;

/** Draws workloads until the cluster has its number of pods. */
final class Workloads {
  private static final double MIB = 1024.0 * 1024;
  private static final List<Role> ROLES =
      List.of(Role.FRONTEND, Role.API, Role.API, Role.WORKER, Role.API, Role.CACHE, Role.DATABASE);

  private final Rng rng;
  private final Split split;
  private final Names names;

  Workloads(Rng rng, Split split) {
    this.rng = rng;
    this.split = split;
    this.names = new Names(rng, split);
  }

  List<Workload> generate(int podCount) {
    var workloads = new ArrayList<Workload>();
    int placed = 0;
    while (placed < podCount) {
      Workload workload = workload(workloads.size(), placed, podCount - placed);
      workloads.add(workload);
      placed += workload.replicas();
    }
    return workloads;
  }

  private Workload workload(int index, int firstSlot, int room) {
    Role role = ROLES.get(index % ROLES.size());
    boolean stateful = role == Role.CACHE || role == Role.DATABASE;
    return new Workload(
        index,
        names.namespace(),
        names.workload(index, role),
        role,
        stateful,
        !stateful && rng.chance(0.5),
        Math.min(room, stateful ? rng.between(2, 5) : rng.between(3, 9)),
        firstSlot,
        rng.pick(List.of(0.5, 1.0, 1.0, 2.0)),
        rng.pick(List.of(256, 512, 1024, 2048, 4096)) * MIB,
        0,
        0,
        split.uniform(rng, 0.15, 0.42),
        split.uniform(rng, 0.2, 0.5),
        split.logUniform(rng, 0.004, 0.12),
        split.uniform(rng, 0.1, 0.45),
        split.uniform(rng, 0.45, 1.0),
        rng.uniform(9, 20),
        List.of());
  }
}
