package io.aionyx.scenarios.plan;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.cluster.Season;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.cluster.Topology;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Plan.PlannedConfounder;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.random.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A plan in the making: what is decided so far, and the means all planners share. */
final class Draft {
  final Topology topology;
  final long startMillis;
  final long endMillis;
  final long stepMillis;
  final Rng rng;
  final Split split;
  final Way way;
  final Calendar calendar;
  final Lives lives;
  final List<Season> seasons;
  final List<Incident> incidents = new ArrayList<>();
  final List<Happening> happenings = new ArrayList<>();
  final List<PlannedFailure> failures = new ArrayList<>();
  final List<PlannedConfounder> confounders = new ArrayList<>();

  Draft(Topology topology, long seed, long startMillis, long endMillis, long stepMillis) {
    this.topology = topology;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.stepMillis = stepMillis;
    this.rng = Rng.of(seed, "plan", 0);
    this.split = Split.ofSeed(seed);
    this.way = new Way(rng, split, endMillis - startMillis);
    this.calendar = new Calendar(topology.slots().size(), topology.nodes().size());
    this.lives = new Lives(topology.slots(), startMillis, Rng.of(seed, "lives", 0));
    this.seasons = topology.workloads().stream().map(Season::new).toList();
  }

  /** On the grid of the world's steps, so that what is planned happens when it is planned. */
  long align(long millis) {
    return startMillis + Math.round((millis - startMillis) / (double) stepMillis) * stepMillis;
  }

  /** Uniform over the run, away from its edges by these margins. */
  long moment(long afterStartMillis, long beforeEndMillis) {
    double from = startMillis + afterStartMillis;
    double to = Math.max(from + stepMillis, endMillis - beforeEndMillis);
    return align((long) rng.uniform(from, to));
  }

  Season season(int slot) {
    return seasons.get(topology.slots().get(slot).workload().index());
  }

  List<Integer> slotsOf(int workload) {
    Workload found = topology.workloads().get(workload);
    return IntStream.rangeClosed(found.firstSlot(), found.lastSlot()).boxed().toList();
  }

  boolean slotsFree(List<Integer> slots, long from, long to) {
    return slots.stream().allMatch(slot -> calendar.podFree(slot, from, to));
  }

  void bookSlots(List<Integer> slots, long from, long to) {
    slots.forEach(slot -> calendar.bookPod(slot, from, to));
  }

  Slot randomSlot() {
    return rng.pick(topology.slots());
  }

  Entity node(int node) {
    return Entity.node(topology.nodes().get(node).name());
  }

  /** What fails in a mode that acts on a slot: its pod, or the volume of it. */
  Entity entity(FailureMode mode, int slot, long millis) {
    return mode == FailureMode.VOLUME_FILL
        ? topology.slots().get(slot).volume()
        : lives.entity(slot, millis);
  }

  List<Entity> pods(List<Integer> slots, long millis) {
    return slots.stream().map(slot -> lives.entity(slot, millis)).toList();
  }

  Plan finish() {
    failures.replaceAll(this::renamed);
    confounders.replaceAll(this::renamed);
    incidents.sort(Comparator.comparingLong(i -> i.trajectory().causeMillis()));
    happenings.sort(Comparator.comparingLong(Happening::atMillis));
    failures.sort(Comparator.comparingLong(f -> f.label().failMillis()));
    confounders.sort(Comparator.comparingLong(c -> c.labels().get(0).startMillis()));
    return new Plan(topology, lives, incidents, happenings, failures, confounders);
  }

  private PlannedFailure renamed(PlannedFailure planned) {
    Failure label = planned.label();
    long fail = label.failMillis();
    var victims = label.victims().stream().map(v -> lives.renamed(v, fail)).distinct().toList();
    var current =
        new Failure(
            lives.renamed(label.entity(), fail),
            label.mode(),
            label.causeMillis(),
            label.observableMillis(),
            fail,
            victims,
            label.causal());
    return new PlannedFailure(
        planned.mode(), planned.incident(), current, lives.renamed(planned.root(), fail));
  }

  private PlannedConfounder renamed(PlannedConfounder planned) {
    var labels =
        planned.labels().stream()
            .flatMap(
                label ->
                    Stream.of(label.startMillis(), label.endMillis())
                        .map(at -> lives.renamed(label.entity(), at))
                        .map(
                            entity ->
                                new Confounder(
                                    entity, label.type(), label.startMillis(), label.endMillis())))
            .distinct()
            .toList();
    return new PlannedConfounder(planned.incident(), labels);
  }
}
