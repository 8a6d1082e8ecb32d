package io.aionyx.scenarios.cluster;

import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.random.Split;
import java.util.ArrayList;
import java.util.List;

/** Nodes, workloads and slots, all in index order. */
public record Topology(List<Node> nodes, List<Workload> workloads, List<Slot> slots) {
  private static final double GIB = 1024.0 * 1024 * 1024;

  public Topology {
    nodes = List.copyOf(nodes);
    workloads = List.copyOf(workloads);
    slots = List.copyOf(slots);
  }

  public static Topology generate(long seed, int nodeCount, int podCount) {
    Split split = Split.ofSeed(seed);
    Rng rng = Rng.of(seed, "topology", 0);
    var nodes = nodes(new Names(rng, split), rng, nodeCount);
    var workloads = CallGraph.load(new Workloads(rng, split).generate(podCount), rng);
    return new Topology(nodes, workloads, slots(workloads, nodeCount, rng));
  }

  private static List<Node> nodes(Names names, Rng rng, int count) {
    var nodes = new ArrayList<Node>();
    for (int i = 0; i < count; i++) {
      int cores = rng.pick(List.of(8, 8, 16));
      nodes.add(
          new Node(
              i,
              names.node(i),
              "10.0." + (1 + i / 250) + '.' + (4 + i % 250),
              cores,
              cores * 4 * GIB,
              rng.pick(List.of(100, 200, 500)) * GIB,
              rng.uniform(0.25, 0.6),
              rng.chance(0.15) ? rng.logUniform(0.2, 4) : 0));
    }
    return nodes;
  }

  private static List<Slot> slots(List<Workload> workloads, int nodeCount, Rng rng) {
    var slots = new ArrayList<Slot>();
    int next = rng.below(nodeCount);
    for (Workload workload : workloads) {
      for (int ordinal = 0; ordinal < workload.replicas(); ordinal++) {
        slots.add(new Slot(slots.size(), workload, ordinal, next));
        next = (next + (rng.chance(0.9) ? 1 : 2)) % nodeCount;
      }
    }
    return slots;
  }
}
