package io.aionyx.scenarios;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.cluster.Topology;
import io.aionyx.scenarios.exporters.Scraper;
import io.aionyx.scenarios.plan.Incident;
import io.aionyx.scenarios.plan.Plan;
import io.aionyx.scenarios.plan.Plan.PlannedConfounder;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import io.aionyx.scenarios.plan.Planner;
import io.aionyx.scenarios.sim.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A simulated cluster over a stretch of time, with known failures.
 *
 * <p>{@code World.of(WorldSpec.of(seed))} plans everything that will happen; each replay then
 * simulates it anew and streams what would be scraped, holding one moment in memory.
 */
public final class World implements History {
  private final WorldSpec spec;
  private final Plan plan;

  private World(WorldSpec spec, Plan plan) {
    this.spec = spec;
    this.plan = plan;
  }

  public static World of(WorldSpec spec) {
    var topology = Topology.generate(spec.seed(), spec.nodes(), spec.pods());
    double days = spec.duration().toMillis() / 86_400_000.0;
    int failures = (int) Math.round(spec.failuresPerDay() * days);
    var plan =
        Planner.plan(
            topology,
            spec.seed(),
            spec.startMillis(),
            spec.endMillis(),
            spec.scrapeInterval().toMillis(),
            failures,
            (int) Math.round(failures * spec.confoundersPerFailure()));
    return new World(spec, plan);
  }

  @Override
  public void replay(Sink sink) {
    long interval = spec.scrapeInterval().toMillis();
    var simulation = new Simulation(plan, spec.seed(), spec.startMillis());
    var scraper = new Scraper(sink, simulation, spec.seed(), interval);
    for (long tick = spec.startMillis(); tick < spec.endMillis(); tick += interval) {
      simulation.step(tick, interval / 1000.0);
      scraper.scrape(tick);
      sink.advance(tick + interval - 1);
    }
  }

  /**
   * The same world with the same noise, in which one incident does not push: what its stream
   * differs in is what that incident causes.
   */
  public World without(Incident incident) {
    return new World(spec, plan.without(incident));
  }

  @Override
  public List<Failure> failures() {
    return plan.failures().stream().map(PlannedFailure::label).toList();
  }

  @Override
  public List<Confounder> confounders() {
    return plan.confounders().stream()
        .map(PlannedConfounder::labels)
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(Confounder::startMillis))
        .toList();
  }

  /** All nodes and volumes, and all pods that are there when the world starts. */
  public List<Entity> entities() {
    var entities = new ArrayList<Entity>();
    plan.topology().nodes().forEach(node -> entities.add(Entity.node(node.name())));
    for (Slot slot : plan.topology().slots()) {
      entities.add(plan.lives().entity(slot.index(), spec.startMillis()));
      if (slot.workload().stateful()) {
        entities.add(slot.volume());
      }
    }
    return entities;
  }

  public WorldSpec spec() {
    return spec;
  }

  /** What lies behind the labels: modes, causes, ways and endings. */
  public Plan plan() {
    return plan;
  }
}
