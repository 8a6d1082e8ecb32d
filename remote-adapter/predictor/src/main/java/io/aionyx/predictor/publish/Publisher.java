package io.aionyx.predictor.publish;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Drift;
import io.aionyx.core.Evaluation;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.config.Config.Publish;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.publish.Budget.Chosen;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.wire.StaleMarker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns each evaluation into the samples to write, and ends what is no longer written.
 *
 * <p>All samples of an evaluation bear one stamp: its boundary, or now where the boundary lies
 * ahead. Stamps only grow, and with them those of every series; an evaluation that would need a
 * stamp used before, or one later than now, is not written at all. Not thread-safe.
 */
public final class Publisher {
  private final InstantSource clock;
  private final String cluster;
  private final Telemetry telemetry;
  private Publish limits;
  private Set<Labels> live = Set.of();
  private long stampMillis = Long.MIN_VALUE;

  public Publisher(Publish limits, String cluster, InstantSource clock, Telemetry telemetry) {
    this.limits = limits;
    this.cluster = cluster;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Takes effect at the next evaluation. */
  public void use(Publish newLimits) {
    limits = newLimits;
  }

  /** Publishes an evaluation of which no outcome is known. */
  List<Point> publish(Evaluation evaluation) {
    return publish(evaluation, Report.EMPTY, List.of(), Map.of());
  }

  /**
   * The samples of an evaluation and of what is known of outcomes, then stale markers of series
   * that are no longer among them.
   *
   * @param forecasts series that are written with it, after its own and within the same limit
   */
  public List<Point> publish(
      Evaluation evaluation, Report report, List<Drift> drift, Map<Labels, Double> forecasts) {
    long stamp = Math.min(evaluation.atMillis(), clock.millis());
    if (stamp <= stampMillis) {
      telemetry.withheld("clock", evaluation.predictions().size());
      return List.of();
    }
    stampMillis = stamp;
    Map<Labels, Double> series = series(evaluation, report, drift);
    add(forecasts, series);
    var points = new ArrayList<Point>(series.size());
    series.forEach((labels, value) -> points.add(new Point(labels, stamp, value)));
    var ended = new LinkedHashSet<>(live);
    ended.removeAll(series.keySet());
    ended.forEach(labels -> points.add(new Point(labels, stamp, StaleMarker.VALUE)));
    live = new LinkedHashSet<>(series.keySet());
    telemetry.written(live.size());
    return points;
  }

  /** Takes an evaluation for written, as a predictor before this one has done. */
  public void resume(Evaluation evaluation) {
    publish(evaluation);
  }

  private void add(Map<Labels, Double> more, Map<Labels, Double> series) {
    int room = Math.max(0, limits.maxSeries() - series.size());
    more.entrySet().stream()
        .limit(room)
        .forEach(each -> series.put(each.getKey(), each.getValue()));
    if (more.size() > room) {
      telemetry.withheld("limit", more.size() - room);
    }
  }

  /** Stale markers for everything that is live: the predictor stops. */
  public List<Point> retire() {
    long stamp = stampMillis + 1;
    if (live.isEmpty() || stamp > clock.millis()) {
      return List.of();
    }
    stampMillis = stamp;
    List<Point> points =
        live.stream().map(labels -> new Point(labels, stamp, StaleMarker.VALUE)).toList();
    live = Set.of();
    telemetry.written(0);
    return points;
  }

  private Map<Labels, Double> series(Evaluation evaluation, Report report, List<Drift> drift) {
    var choice = new Budget(limits).choose(evaluation);
    telemetry.withheld("budget", choice.withheld());
    var form = new SeriesForm(limits, cluster);
    Map<Entity, List<Anomaly>> anomalies =
        evaluation.anomalies().stream().collect(Collectors.groupingBy(Anomaly::entity));
    var series = outcomes(form, report, drift);
    int left = choice.entities().size();
    for (Chosen chosen : choice.entities()) {
      var own = form.of(chosen, anomalies.getOrDefault(chosen.entity(), List.of()));
      if (series.size() + own.size() > limits.maxSeries()) {
        telemetry.withheld("limit", left);
        break;
      }
      series.putAll(own);
      left--;
    }
    return series;
  }

  /** Few, and of no use in part; still never more than the limit. */
  private Map<Labels, Double> outcomes(SeriesForm form, Report report, List<Drift> drift) {
    var outcomes = OutcomeForm.of(form, report, drift);
    if (outcomes.size() > limits.maxSeries()) {
      telemetry.withheld("limit", report.open().size());
      return new LinkedHashMap<>();
    }
    return outcomes;
  }
}
