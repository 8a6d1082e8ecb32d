package io.aionyx.scenarios.plan;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.plan.Happening.Type;
import io.aionyx.scenarios.plan.Plan.PlannedConfounder;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places what takes whole nodes down, and then carries it out on the pods in time order. */
final class NodePlanner {
  private static final int TRIES = 60;
  private static final long MINUTE = 60_000;
  private static final int MOST_EVICTED = 3;

  private sealed interface Disruption {
    long atMillis();
  }

  private record Failing(FailureMode mode, Incident incident, int node, long atMillis)
      implements Disruption {}

  private record Draining(int node, long atMillis) implements Disruption {}

  private final Draft draft;
  private final List<Disruption> disruptions = new ArrayList<>();

  NodePlanner(Draft draft) {
    this.draft = draft;
  }

  void fail(FailureMode mode) {
    for (int i = 0; i < TRIES; i++) {
      int node = draft.rng.below(draft.topology.nodes().size());
      long fail = draft.moment(10 * MINUTE, 2 * MINUTE);
      long cause = mode.sudden() ? fail - draft.stepMillis : fail - draft.way.lengthMillis(mode);
      long over = fail + mode.consequence().lengthMillis();
      if (draft.calendar.nodeFree(node, cause, over + 20 * MINUTE)) {
        draft.calendar.bookNode(node, cause, over + 20 * MINUTE);
        disruptions.add(new Failing(mode, incident(mode, node, cause, fail), node, fail));
        return;
      }
    }
  }

  void drain(int count) {
    for (int i = 0; i < count; i++) {
      int node = draft.rng.below(draft.topology.nodes().size());
      long at = draft.moment(20 * MINUTE, 30 * MINUTE);
      if (draft.calendar.nodeFree(node, at - 10 * MINUTE, at + 40 * MINUTE)) {
        draft.calendar.bookNode(node, at - 10 * MINUTE, at + 40 * MINUTE);
        disruptions.add(new Draining(node, at));
      }
    }
  }

  void carryOut() {
    disruptions.sort(Comparator.comparingLong(Disruption::atMillis));
    for (Disruption disruption : disruptions) {
      switch (disruption) {
        case Failing failing -> carryOut(failing);
        case Draining draining -> carryOut(draining);
      }
    }
  }

  private Incident incident(FailureMode mode, int node, long cause, long fail) {
    var curve = draft.way.curve(mode, draft.seasons.get(0), cause, fail);
    long end = fail + mode.consequence().persistMillis();
    var trajectory = new Trajectory(cause, fail, curve, 1, Ending.FAILURE, end);
    var target = Target.node(node);
    return new Incident(mode.label(), target, trajectory, mode.influences(target));
  }

  private void carryOut(Failing failing) {
    long at = failing.atMillis();
    Consequence consequence = failing.mode().consequence();
    draft.happenings.addAll(consequence.happenings(failing.node(), at));
    var pods = draft.lives.on(failing.node(), at);
    draft.bookSlots(pods, at - 2 * MINUTE, at + consequence.lengthMillis() + 5 * MINUTE);
    var victims = consequence.evicts() ? evict(failing.node(), pods, at) : pods;
    var entities = draft.pods(victims, at - 1);
    draft.incidents.add(failing.incident());
    draft.failures.add(planned(failing, entities));
  }

  private PlannedFailure planned(Failing failing, List<Entity> victims) {
    Entity node = draft.node(failing.node());
    var label =
        Labelling.failure(failing.mode(), failing.incident(), node, victims, draft.startMillis);
    return new PlannedFailure(failing.mode(), failing.incident(), label, node);
  }

  private List<Integer> evict(int node, List<Integer> pods, long at) {
    var victims = pods.subList(0, Math.min(MOST_EVICTED, pods.size()));
    int delay = 1;
    for (int slot : victims) {
      long time = at + delay++ * draft.stepMillis;
      draft.happenings.add(Happening.moment(time, Type.EVICT, slot));
      draft.lives.replace(slot, 0, otherNode(node), time);
    }
    return victims;
  }

  private void carryOut(Draining draining) {
    long at = draining.atMillis();
    int node = draining.node();
    var pods = draft.lives.on(node, at);
    var entities = draft.pods(pods, at - 1);
    draft.bookSlots(pods, at - 5 * MINUTE, at + 30 * MINUTE);
    draft.happenings.add(new Happening(at, Type.CORDON, node, at + 15 * MINUTE));
    draft.happenings.add(new Happening(at + 8 * MINUTE, Type.DOWN, node, at + 12 * MINUTE));
    long time = at;
    for (int slot : pods) {
      time = Math.min(time + draft.stepMillis, at + 7 * MINUTE);
      draft.happenings.add(Happening.moment(draft.align(time), Type.REPLACE, slot));
      draft.lives.replace(slot, 0, otherNode(node), draft.align(time));
    }
    draft.confounders.add(drained(node, entities, at));
  }

  private PlannedConfounder drained(int node, List<Entity> pods, long at) {
    var labels = new ArrayList<Confounder>();
    labels.add(new Confounder(draft.node(node), "drain", at, at + 20 * MINUTE));
    pods.forEach(pod -> labels.add(new Confounder(pod, "drain", at, at + 8 * MINUTE)));
    var trajectory =
        new Trajectory(at, at + MINUTE, new double[] {0, 1}, 1, Ending.FADE, at + 20 * MINUTE);
    return new PlannedConfounder(
        new Incident("drain", Target.node(node), trajectory, List.of()), labels);
  }

  private int otherNode(int node) {
    int other = draft.rng.below(draft.topology.nodes().size() - 1);
    return other < node ? other : other + 1;
  }
}
