package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.scenarios.plan.FailureMode;
import io.aionyx.scenarios.plan.Plan.PlannedFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Replays a world with and without a cause: what its label names must differ, and by the cause. */
class CausalSeriesTest {
  private static final World WORLD =
      World.of(
          WorldSpec.of(21)
              .withSize(8, 80)
              .withDuration(Duration.ofHours(5))
              .withScrapeInterval(Duration.ofSeconds(60))
              .withIncidents(210, 1));

  @Test
  void causalSeries_ofEachMode_moveWithTheirCause() {
    var truth = snapshots(WORLD);
    for (PlannedFailure failure : oneOfEachMode().values()) {
      var counterfactual = snapshots(WORLD.without(failure.incident()));
      long at = sampled(failure.label());
      var moved =
          moved(
              Objects.requireNonNull(truth.get(at)),
              Objects.requireNonNull(counterfactual.get(at)));
      System.out.printf(
          "%-20s declared %s%n%20s moved %s%n",
          failure.mode(), failure.label().causal(), "", new TreeSet<>(moved.keySet()));
      assertThat(moved.keySet())
          .as(failure.mode() + " moves what its label names")
          .containsAnyElementsOf(failure.label().causal());
      assertThat(moved.keySet())
          .as(failure.mode() + " " + failure.label())
          .containsAll(expected(failure));
    }
  }

  /** The label names what may move; on a pod without a JVM some of it does not exist. */
  private static List<String> expected(PlannedFailure failure) {
    return failure.label().causal().stream()
        .filter(metric -> !metric.startsWith("jvm_") && !metric.startsWith("hikaricp_"))
        .toList();
  }

  private static Map<FailureMode, PlannedFailure> oneOfEachMode() {
    var chosen = new EnumMap<FailureMode, PlannedFailure>(FailureMode.class);
    for (PlannedFailure failure : WORLD.plan().failures()) {
      if (!failure.mode().sudden()) {
        chosen.putIfAbsent(failure.mode(), failure);
      }
    }
    return chosen;
  }

  /** The last tick before the failure. */
  private static long sampled(Failure failure) {
    long interval = WORLD.spec().scrapeInterval().toMillis();
    return failure.failMillis() - interval;
  }

  /** Per metric name the greatest relative difference of any series. */
  private static Map<String, Double> moved(Map<Labels, Double> truth, Map<Labels, Double> other) {
    var moved = new TreeMap<String, Double>();
    truth.forEach(
        (series, value) -> {
          double before = other.getOrDefault(series, Double.NaN);
          double difference = Math.abs(value - before) / Math.max(1e-9, Math.abs(before));
          if (difference > 1e-4) {
            moved.merge(series.metricName(), difference, Math::max);
          }
        });
    return moved;
  }

  /** What every series last said, at the end of each tick of interest. */
  private static Map<Long, Map<Labels, Double>> snapshots(World world) {
    var wanted = new TreeSet<Long>();
    oneOfEachMode().values().forEach(failure -> wanted.add(sampled(failure.label())));
    var snapshots = new HashMap<Long, Map<Labels, Double>>();
    world.replay(new Snapshots(wanted, snapshots, world.spec().scrapeInterval().toMillis()));
    return snapshots;
  }

  private static final class Snapshots implements History.Sink {
    private final TreeSet<Long> wanted;
    private final Map<Long, Map<Labels, Double>> snapshots;
    private final long interval;
    private final List<Labels> series = new ArrayList<>();
    private final List<Double> last = new ArrayList<>();

    Snapshots(TreeSet<Long> wanted, Map<Long, Map<Labels, Double>> snapshots, long interval) {
      this.wanted = wanted;
      this.snapshots = snapshots;
      this.interval = interval;
    }

    @Override
    public int open(Labels labels) {
      series.add(labels);
      last.add(Double.NaN);
      return series.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      last.set(handle, value);
    }

    @Override
    public void advance(long timestampMillis) {
      long tick = timestampMillis + 1 - interval;
      if (wanted.contains(tick)) {
        var snapshot = new HashMap<Labels, Double>();
        for (int i = 0; i < series.size(); i++) {
          if (!Double.isNaN(last.get(i))) {
            snapshot.put(series.get(i), last.get(i));
          }
        }
        snapshots.put(tick, snapshot);
      }
    }
  }
}
