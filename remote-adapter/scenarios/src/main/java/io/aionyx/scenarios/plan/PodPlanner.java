package io.aionyx.scenarios.plan;

import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.cluster.Call;
import io.aionyx.scenarios.cluster.Role;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Happening.Type;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import java.util.ArrayList;
import java.util.List;

/** Places the failures of pods and of whole workloads. */
final class PodPlanner {
  private static final int TRIES = 200;
  private static final long MINUTE = 60_000;
  private static final long RECOVERY = 30 * MINUTE;

  private final Draft draft;

  PodPlanner(Draft draft) {
    this.draft = draft;
  }

  void failPod(FailureMode mode) {
    for (int i = 0; i < TRIES; i++) {
      Slot slot = draft.randomSlot();
      long fail = failMoment();
      long cause = causeMoment(mode, fail);
      long over = fail + mode.consequence().lengthMillis() + RECOVERY;
      if (mode.possible(slot) && draft.calendar.podFree(slot.index(), cause - MINUTE, over)) {
        draft.calendar.bookPod(slot.index(), cause - MINUTE, over);
        failPod(mode, slot, cause, fail);
        return;
      }
    }
  }

  void failWorkload(FailureMode mode) {
    for (int i = 0; i < TRIES; i++) {
      Workload workload = draft.randomSlot().workload();
      var slots = draft.slotsOf(workload.index());
      long fail = failMoment();
      long cause = causeMoment(mode, fail);
      long over = fail + mode.consequence().lengthMillis() + RECOVERY;
      if (mode.possible(draft.topology.slots().get(slots.get(0)))
          && draft.slotsFree(slots, cause, over)) {
        draft.bookSlots(slots, cause, over);
        failWorkload(mode, workload, cause, fail);
        return;
      }
    }
  }

  private long failMoment() {
    return draft.moment(10 * MINUTE, 2 * MINUTE);
  }

  private long causeMoment(FailureMode mode, long fail) {
    return mode.sudden() ? fail - draft.stepMillis : fail - draft.way.lengthMillis(mode);
  }

  private void failPod(FailureMode mode, Slot slot, long cause, long fail) {
    if (mode == FailureMode.BAD_DEPLOY) {
      int revision = draft.lives.newRevision();
      int node = draft.lives.at(slot.index(), fail).node();
      draft.lives.replace(slot.index(), revision, node, fail - MINUTE);
    }
    var target = Target.pod(slot.index());
    var influences = new ArrayList<>(mode.influences(target));
    Entity failing = draft.entity(mode, slot.index(), fail);
    Entity root = failing;
    if (mode == FailureMode.NOISY_NEIGHBOUR) {
      int neighbour = neighbour(slot.index(), fail);
      influences.add(new Influence(Target.pod(neighbour), Effect.CPU, 0.55, 0.3));
      root = draft.lives.entity(neighbour, fail);
    }
    var incident = incident(mode, target, influences, slot, cause, fail);
    record(mode, incident, failing, root, hurt(mode, slot.index(), fail));
    draft.happenings.addAll(mode.consequence().happenings(slot.index(), fail));
  }

  /** A full volume takes its pod along. */
  private List<Entity> hurt(FailureMode mode, int slot, long at) {
    return mode == FailureMode.VOLUME_FILL ? List.of(draft.lives.entity(slot, at)) : List.of();
  }

  /** Another pod of the same node, or the pod itself where it is alone. */
  private int neighbour(int slot, long at) {
    var others = new ArrayList<>(draft.lives.on(draft.lives.at(slot, at).node(), at));
    others.remove(Integer.valueOf(slot));
    return others.isEmpty() ? slot : draft.rng.pick(others);
  }

  private void failWorkload(FailureMode mode, Workload workload, long cause, long fail) {
    var slots = draft.slotsOf(workload.index());
    var target = Target.workload(workload.index());
    Slot first = draft.topology.slots().get(slots.get(0));
    var incident = incident(mode, target, mode.influences(target), first, cause, fail);
    var victims = new ArrayList<>(draft.pods(slots.subList(1, slots.size()), fail));
    Entity failing = draft.lives.entity(slots.get(0), fail);
    Entity root = failing;
    if (mode == FailureMode.CASCADE) {
      victims.addAll(callers(workload, fail));
      root = restartCache(cause).orElse(failing);
    }
    record(mode, incident, failing, root, victims);
    long at = fail;
    for (int slot : slots) {
      draft.happenings.addAll(mode.consequence().happenings(slot, at));
      at += draft.stepMillis;
    }
  }

  /** A cascade begins where a cache forgets what it knew. */
  private java.util.Optional<Entity> restartCache(long cause) {
    long at = draft.align(Math.max(cause, draft.startMillis + draft.stepMillis));
    for (Slot slot : draft.topology.slots()) {
      if (slot.workload().role() == Role.CACHE
          && draft.calendar.podFree(slot.index(), at - MINUTE, at + RECOVERY)) {
        draft.calendar.bookPod(slot.index(), at - MINUTE, at + RECOVERY);
        draft.happenings.add(new Happening(at, Type.RESTART, slot.index(), at + MINUTE));
        return java.util.Optional.of(draft.lives.entity(slot.index(), at));
      }
    }
    return java.util.Optional.empty();
  }

  private List<Entity> callers(Workload callee, long at) {
    var callers = new ArrayList<Entity>();
    for (Workload workload : draft.topology.workloads()) {
      if (workload.calls().stream().mapToInt(Call::callee).anyMatch(i -> i == callee.index())) {
        callers.addAll(draft.pods(draft.slotsOf(workload.index()), at));
      }
    }
    return callers;
  }

  private Incident incident(
      FailureMode mode,
      Target target,
      List<Influence> influences,
      Slot slot,
      long cause,
      long fail) {
    var curve = draft.way.curve(mode, draft.season(slot.index()), cause, fail);
    long end = fail + mode.consequence().persistMillis();
    var trajectory = new Trajectory(cause, fail, curve, 1, Ending.FAILURE, end);
    return new Incident(mode.label(), target, trajectory, influences);
  }

  private void record(
      FailureMode mode, Incident incident, Entity entity, Entity root, List<Entity> victims) {
    draft.incidents.add(incident);
    var label = Labelling.failure(mode, incident, entity, victims, draft.startMillis);
    draft.failures.add(new PlannedFailure(mode, incident, label, root));
  }
}
