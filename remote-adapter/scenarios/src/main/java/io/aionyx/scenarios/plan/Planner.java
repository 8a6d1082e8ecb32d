package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.cluster.Topology;
import io.aionyx.scenarios.plan.Target.Scope;
import io.aionyx.scenarios.random.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what happens.
 *
 * <p>Nodes come first and in time order, since their failures move pods; then pods and workloads,
 * in what room is left; then the harmless rest. Failures lie uniformly over the run, on any entity,
 * whatever its length.
 */
public final class Planner {
  private static final double SUDDEN_SHARE = 0.25;

  private final Draft draft;

  private Planner(Draft draft) {
    this.draft = draft;
  }

  /**
   * @param failures to place; fewer where a small or short world has no room for all
   * @param confounders to place, counting one for each that happens and not for each entity
   */
  public static Plan plan(
      Topology topology,
      long seed,
      long startMillis,
      long endMillis,
      long stepMillis,
      int failures,
      int confounders) {
    var draft = new Draft(topology, seed, startMillis, endMillis, stepMillis);
    return new Planner(draft).plan(failures, confounders);
  }

  private Plan plan(int failures, int confounders) {
    var modes = modes(failures);
    var nodes = new NodePlanner(draft);
    of(modes, Scope.NODE).forEach(nodes::fail);
    nodes.drain((int) Math.round(confounders * 0.01));
    nodes.carryOut();
    var pods = new PodPlanner(draft);
    of(modes, Scope.WORKLOAD).forEach(pods::failWorkload);
    of(modes, Scope.POD).forEach(pods::failPod);
    new ConfounderPlanner(draft).place(confounders);
    return draft.finish();
  }

  private static List<FailureMode> of(List<FailureMode> modes, Scope scope) {
    return modes.stream().filter(mode -> mode.scope() == scope).toList();
  }

  /** A quarter sudden; of the rest each mode as often as any other, give or take one. */
  private List<FailureMode> modes(int count) {
    var sudden = new ArrayList<FailureMode>();
    var foretold = new ArrayList<FailureMode>();
    for (FailureMode mode : FailureMode.values()) {
      (mode.sudden() ? sudden : foretold).add(mode);
    }
    int suddenCount = (int) Math.floor(count * SUDDEN_SHARE + draft.rng.uniform());
    var modes = new ArrayList<FailureMode>(cycle(sudden, Math.min(count, suddenCount)));
    modes.addAll(cycle(foretold, Math.max(0, count - suddenCount)));
    return modes;
  }

  private List<FailureMode> cycle(List<FailureMode> choices, int count) {
    var drawn = new ArrayList<FailureMode>();
    while (drawn.size() < count) {
      drawn.addAll(shuffled(choices, draft.rng));
    }
    return drawn.subList(0, count);
  }

  private static List<FailureMode> shuffled(List<FailureMode> choices, Rng rng) {
    var left = new ArrayList<>(choices);
    var order = new ArrayList<FailureMode>();
    while (!left.isEmpty()) {
      order.add(left.remove(rng.below(left.size())));
    }
    return order;
  }
}
