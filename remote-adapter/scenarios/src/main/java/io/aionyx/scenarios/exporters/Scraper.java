package io.aionyx.scenarios.exporters;

import io.aionyx.core.history.History.Sink;
import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.sim.NodeState;
import io.aionyx.scenarios.sim.PodState;
import io.aionyx.scenarios.sim.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scrapes the whole world once an interval, each target at its own moment within it. */
public final class Scraper {
  private interface Turn {
    void take(long tickMillis);
  }

  private record Scheduled(long offsetMillis, Turn turn) {}

  private final Sink sink;
  private final List<PodSeries> pods = new ArrayList<>();
  private final List<Scheduled> schedule = new ArrayList<>();
  private final Targets targets;

  public Scraper(Sink destination, Simulation simulation, long seed, long intervalMillis) {
    this.sink = new Series(destination);
    var offsets = new Offsets(seed, intervalMillis);
    this.targets = new Targets(sink, simulation, seed, offsets);
    for (NodeState node : simulation.nodes()) {
      int index = node.node.index();
      schedule(targets.cadvisor(index), node);
      schedule(targets.kubelet(index), node);
      schedule(targets.exporter(index), node);
    }
    add(targets.kubeState().offsetMillis(), tick -> targets.kubeState().scrape(tick, true));
    for (PodState pod : simulation.pods()) {
      Rng luck = Rng.of(seed, "application scrapes", pod.slot.index());
      var series = new PodSeries(sink, pod, targets, offsets.next(), luck);
      pods.add(series);
      add(series.offsetMillis(), series::scrapeApplication);
    }
    schedule.sort(Comparator.comparingLong(Scheduled::offsetMillis));
  }

  /** Writes one interval's samples in the order of their time, for the state as it is now. */
  public void scrape(long tickMillis) {
    for (PodSeries pod : pods) {
      pod.follow(tickMillis);
    }
    for (Scheduled scheduled : schedule) {
      scheduled.turn().take(tickMillis);
    }
  }

  private void schedule(Scrape scrape, NodeState node) {
    add(
        scrape.offsetMillis(),
        tick -> {
          if (node.scrapeable) {
            scrape.scrape(tick, node.up);
          }
        });
  }

  private void add(long offsetMillis, Turn turn) {
    schedule.add(new Scheduled(offsetMillis, turn));
  }
}
