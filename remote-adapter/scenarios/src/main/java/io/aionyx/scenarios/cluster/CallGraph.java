package io.aionyx.scenarios.cluster;

import io.aionyx.scenarios.random.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * Who calls whom. Calls go only to workloads of a greater index, so that there are no cycles and
 * one pass in index order carries load down.
 */
final class CallGraph {
  private CallGraph() {}

  /** The workloads with calls and the rates that follow from them. */
  static List<Workload> load(List<Workload> workloads, Rng rng) {
    var arriving = new double[workloads.size()];
    var loaded = new ArrayList<Workload>();
    for (Workload workload : workloads) {
      var calls = calls(workload, workloads, rng);
      double own = own(workload, arriving[workload.index()], rng);
      double total = own + arriving[workload.index()];
      for (Call call : calls) {
        arriving[call.callee()] += total * call.perRequest();
      }
      loaded.add(workload.called(own, total / workload.replicas(), calls));
    }
    return loaded;
  }

  private static double own(Workload workload, double arriving, Rng rng) {
    return arriving == 0 || workload.role() == Role.FRONTEND
        ? workload.replicas() * rng.logUniform(8, 60)
        : 0;
  }

  private static List<Call> calls(Workload workload, List<Workload> workloads, Rng rng) {
    var calls = new ArrayList<Call>();
    int wanted = workload.role() == Role.DATABASE ? 0 : rng.between(1, 3);
    int reach = Math.min(workloads.size() - 1, workload.index() + 8);
    for (int callee = workload.index() + 1; callee <= reach && calls.size() < wanted; callee++) {
      if (rng.chance(0.35)) {
        calls.add(new Call(callee, rng.uniform(0.15, 0.8)));
      }
    }
    return calls;
  }
}
