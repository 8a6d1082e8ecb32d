package io.aionyx.scenarios.plan;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.plan.Happening.Type;
import io.aionyx.scenarios.plan.Oddity.Reach;
import io.aionyx.scenarios.plan.Plan.PlannedConfounder;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import io.aionyx.scenarios.plan.Target.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fills the world with what looks like trouble: hard pairs, twins that part from the way to failure
 * in time to be told apart, and the oddities of a healthy cluster.
 */
final class ConfounderPlanner {
  private static final int TRIES = 30;
  private static final long MINUTE = 60_000;

  /**
   * How long before its would-be end a fair twin has parted: as soon as the longest horizon that
   * warns may speak. What parts later cannot be told from a failure by anyone who warns in time,
   * and is a hard pair.
   */
  private static final long FAIR_LEAD = 120 * MINUTE;

  /** A way too short for that is fair where it stops before this share of it. */
  private static final double FAIR_SHARE = 0.3;

  /** Shorter ways are over before a twin of them could be told from anything. */
  private static final long SHORTEST_TWIN = 60 * MINUTE;

  /** Where a hard pair parts. */
  private static final double HARD_PARTING = 0.7;

  private static final double HARD_SHARE = 0.2;
  private static final double TWIN_SHARE = 0.55;

  private static final List<FailureMode> TWINS =
      List.of(FailureMode.values()).stream()
          .filter(mode -> !mode.sudden() && mode.scope() != Scope.WORKLOAD)
          .toList();

  private final Draft draft;

  ConfounderPlanner(Draft draft) {
    this.draft = draft;
  }

  void place(int count) {
    for (PlannedFailure failure : List.copyOf(draft.failures)) {
      if (draft.confounders.size() < count && draft.rng.chance(HARD_SHARE)) {
        hardTwin(failure);
      }
    }
    int tries = 3 * count;
    while (draft.confounders.size() < count && tries-- > 0) {
      if (draft.rng.chance(TWIN_SHARE)) {
        twin(draft.rng.pick(TWINS));
      } else {
        oddity(draft.rng.pick(List.of(Oddity.values())));
      }
    }
  }

  /** The very way of a failure up to the parting, elsewhere and at another time. */
  private void hardTwin(PlannedFailure failure) {
    FailureMode mode = failure.mode();
    if (!TWINS.contains(mode)) {
      return;
    }
    Trajectory model = failure.incident().trajectory();
    long length = model.failMillis() - model.causeMillis();
    Ending ending = draft.rng.chance(0.5) ? Ending.PLATEAU : Ending.RESET;
    place(mode, "hard_twin", length, model.curve(), HARD_PARTING, ending);
  }

  private void twin(FailureMode mode) {
    long length = Math.min(draft.way.lengthMillis(mode), 12 * 60 * MINUTE);
    Ending ending = draft.rng.pick(List.of(Ending.PLATEAU, Ending.RESET, Ending.FADE));
    double latest = Math.min(0.85, Math.max(FAIR_SHARE, 1 - FAIR_LEAD / (double) length));
    if (length >= SHORTEST_TWIN) {
      double parting = draft.split.uniform(draft.rng, 0.15, latest);
      place(mode, ending.name().toLowerCase(Locale.ROOT), length, null, parting, ending);
    }
  }

  private void place(
      FailureMode mode,
      String suffix,
      long length,
      double @org.jspecify.annotations.Nullable [] given,
      double parting,
      Ending ending) {
    for (int i = 0; i < TRIES; i++) {
      long cause = draft.moment(0, 20 * MINUTE);
      long end = cause + (long) (length * (parting + tail(ending)));
      Optional<Target> found = target(mode);
      if (found.isPresent() && free(found.get(), cause, end)) {
        Target target = found.get();
        int slot = target.scope() == Scope.POD ? target.index() : 0;
        long fail = cause + length;
        double[] curve =
            given != null ? given : draft.way.curve(mode, draft.season(slot), cause, fail);
        var trajectory = new Trajectory(cause, fail, curve, parting, ending, end);
        String kind = mode.name().toLowerCase(Locale.ROOT) + '_' + suffix;
        add(new Incident(kind, target, trajectory, mode.influences(target)));
        raiseLimit(mode, target, trajectory);
        return;
      }
    }
  }

  /** One way to take memory growth back is to allow for it. */
  private void raiseLimit(FailureMode mode, Target target, Trajectory trajectory) {
    if (mode == FailureMode.NATIVE_LEAK && trajectory.ending() == Ending.PLATEAU) {
      long at = draft.align(trajectory.partingMillis());
      draft.happenings.add(
          new Happening(at, Type.RAISE_LIMIT, target.index(), trajectory.endMillis()));
    }
  }

  /** How long a twin goes on after its parting, as a share of its way. */
  private double tail(Ending ending) {
    return switch (ending) {
      case RESET -> 0.05;
      case FADE -> 0.4;
      case PLATEAU, FAILURE -> draft.rng.uniform(0.4, 1.2);
    };
  }

  /** Anything that can fail in this way; empty where a small world has nothing of the kind. */
  private Optional<Target> target(FailureMode mode) {
    if (mode.scope() == Scope.NODE) {
      return Optional.of(Target.node(draft.rng.below(draft.topology.nodes().size())));
    }
    var slots = draft.topology.slots().stream().filter(mode::possible).toList();
    return slots.isEmpty()
        ? Optional.empty()
        : Optional.of(Target.pod(draft.rng.pick(slots).index()));
  }

  private void oddity(Oddity oddity) {
    for (int i = 0; i < TRIES; i++) {
      long minutes =
          (long) draft.split.uniform(draft.rng, oddity.shortestMinutes(), oddity.longestMinutes());
      long at = draft.moment(5 * MINUTE, 10 * MINUTE);
      long end = at + minutes * MINUTE;
      Target target = target(oddity.scope());
      if (free(target, at, end)) {
        long risen = at + Math.max(MINUTE, (long) (oddity.rise() * minutes * MINUTE));
        var trajectory = new Trajectory(at, risen, new double[] {0, 1}, 1, oddity.ending(), end);
        var incident = new Incident(oddity.label(), target, trajectory, influences(oddity, target));
        oddity.happening().forEach(type -> happen(type, target, at, end));
        add(incident);
        return;
      }
    }
  }

  private Target target(Scope scope) {
    return switch (scope) {
      case NODE -> Target.node(draft.rng.below(draft.topology.nodes().size()));
      case POD -> Target.pod(draft.randomSlot().index());
      case WORKLOAD -> Target.workload(draft.randomSlot().workload().index());
    };
  }

  private List<Influence> influences(Oddity oddity, Target target) {
    var influences = new ArrayList<Influence>();
    for (Reach reach : oddity.reaches()) {
      double amplitude = draft.rng.uniform(reach.low(), reach.high());
      for (Target each : targets(reach.effect(), target)) {
        influences.add(new Influence(each, reach.effect(), amplitude, 1));
      }
    }
    return influences;
  }

  /** What a change of a workload does, it does to each of its pods, except traffic. */
  private List<Target> targets(Effect effect, Target target) {
    if (target.scope() != Scope.WORKLOAD || effect == Effect.TRAFFIC) {
      return List.of(target);
    }
    return draft.slotsOf(target.index()).stream().map(Target::pod).toList();
  }

  private void happen(Type type, Target target, long at, long end) {
    switch (type) {
      case RESTART -> draft.happenings.add(new Happening(at, type, target.index(), at + MINUTE));
      case ROLLOUT -> rollOut(target.index(), at);
      case RENEWAL ->
          draft.happenings.add(Happening.moment(draft.align(end), type, target.index()));
      default -> draft.happenings.add(new Happening(at, type, target.index(), end));
    }
  }

  /** One pod after the other, each under a new name where it was. */
  private void rollOut(int workload, long at) {
    draft.happenings.add(Happening.moment(at, Type.ROLLOUT, workload));
    int revision = draft.lives.newRevision();
    long time = at;
    for (int slot : draft.slotsOf(workload)) {
      time += draft.stepMillis;
      draft.happenings.add(Happening.moment(time, Type.REPLACE, slot));
      draft.lives.replace(slot, revision, draft.lives.at(slot, time).node(), time);
    }
  }

  private boolean free(Target target, long from, long to) {
    long calm = 5 * MINUTE;
    return switch (target.scope()) {
      case NODE -> draft.calendar.nodeFree(target.index(), from - calm, to + calm);
      case POD -> draft.calendar.podFree(target.index(), from - calm, to + calm);
      case WORKLOAD -> draft.slotsFree(draft.slotsOf(target.index()), from - calm, to + calm);
    };
  }

  private void add(Incident incident) {
    long from = incident.trajectory().causeMillis();
    long to = Math.min(incident.trajectory().endMillis(), draft.endMillis);
    Target target = incident.target();
    var labels = new ArrayList<Confounder>();
    for (Entity entity : book(incident, from, to)) {
      labels.add(new Confounder(entity, incident.kind(), from, to));
    }
    draft.incidents.add(incident);
    draft.confounders.add(new PlannedConfounder(incident, labels));
  }

  private List<Entity> book(Incident incident, long from, long to) {
    Target target = incident.target();
    switch (target.scope()) {
      case NODE -> {
        draft.calendar.bookNode(target.index(), from, to);
        return List.of(draft.node(target.index()));
      }
      case POD -> {
        draft.calendar.bookPod(target.index(), from, to);
        return touched(incident, from, to);
      }
      case WORKLOAD -> {
        var slots = draft.slotsOf(target.index());
        draft.bookSlots(slots, from, to);
        return named(slots, from, to);
      }
    }
    throw new IllegalStateException("unknown scope " + target.scope());
  }

  /** The pod; the volume too where it is that which fills. */
  private List<Entity> touched(Incident incident, long from, long to) {
    int slot = incident.target().index();
    var touched = new ArrayList<>(named(List.of(slot), from, to));
    boolean fills = incident.influences().stream().anyMatch(each -> each.effect() == Effect.VOLUME);
    if (fills) {
      touched.add(draft.entity(FailureMode.VOLUME_FILL, slot, from));
    }
    return touched;
  }

  /** Under the names before it and, where it changes them, under those after it. */
  private List<Entity> named(List<Integer> slots, long from, long to) {
    var names = new LinkedHashSet<>(draft.pods(slots, from));
    names.addAll(draft.pods(slots, to));
    return List.copyOf(names);
  }
}
