package io.aionyx.core.features;

import io.aionyx.core.signals.Aspect;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.signals.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the features of one kind, signal by signal, in the order in which they become columns.
 *
 * <p>A feature is named {@code <signal>_<statistic>_<window>}. Slopes are per hour. A signal that
 * the catalogue does not have gives NaN features, so that a smaller catalogue still fits a model.
 */
final class FeatureSet {
  /** Nothing is said of limits further away than this. */
  private static final double FAR_HOURS = 48;

  private final EntityKind kind;
  private final List<String> signals;
  private final List<Feature> features = new ArrayList<>();

  FeatureSet(SignalCatalog catalog, EntityKind kind) {
    this.kind = kind;
    this.signals = catalog.names(kind);
  }

  List<Feature> features() {
    return List.copyOf(features);
  }

  private void add(String name, String signal, OfSignal computation) {
    int index = signals.indexOf(signal);
    features.add(
        new Feature(
            name,
            kind,
            signal,
            index < 0 ? view -> Double.NaN : view -> computation.of(view, index)));
  }

  private interface OfSignal {
    double of(View view, int signal);
  }

  /** A share of a limit, 1 at the limit. */
  FeatureSet towardsLimit(String signal) {
    return towardsLimit(signal, 1);
  }

  /**
   * Towards a limit: levels, trends over fixed windows and over its own rise, and how long each of
   * them gives until the limit is reached.
   */
  FeatureSet towardsLimit(String signal, double limit) {
    level(signal);
    slope(signal, Window.M10);
    slope(signal, Window.M30);
    slope(signal, Window.H2);
    slope(signal, Window.H24);
    floorSlope(signal, Window.H2);
    hoursToLimit(signal, Window.M10, limit);
    hoursToLimit(signal, Window.M30, limit);
    hoursToLimit(signal, Window.H2, limit);
    hoursToLimit(signal, Window.H24, limit);
    add(
        signal + "_rising_share_2h",
        signal,
        (v, s) -> v.statistics.risingShare(mean(v, s, Window.H2), Window.H2.hours()));
    add(
        signal + "_floor_hours_to_limit_2h",
        signal,
        (v, s) -> hoursTo(limit - v.now(s), v.floorSlope(s, Window.H2)));
    rise(signal);
    add(
        signal + "_rise_hours_to_limit",
        signal,
        (v, s) -> v.climb(s, Aspect.MEAN).hoursTo(limit, FAR_HOURS));
    return this;
  }

  /** What stays below a sawtooth: how far the floor has risen, and when it meets the limit. */
  FeatureSet floor(String signal, double limit) {
    add(signal + "_floor_rise_24h", signal, (v, s) -> v.climb(s, Aspect.LEAST).rise());
    add(
        signal + "_floor_rise_hours_to_limit",
        signal,
        (v, s) -> v.climb(s, Aspect.LEAST).hoursTo(limit, FAR_HOURS));
    add(signal + "_floor_rise_stall", signal, (v, s) -> v.climb(s, Aspect.LEAST).stall());
    return this;
  }

  /** A quantity without a limit of its own: level, spread, change and drift. */
  FeatureSet varying(String signal) {
    level(signal);
    add(signal + "_stddev_30m", signal, (v, s) -> v.statistics.deviation(mean(v, s, Window.M30)));
    change(signal);
    slope(signal, Window.M10);
    slope(signal, Window.M30);
    slope(signal, Window.H2);
    rise(signal);
    zscore(signal);
    return this;
  }

  /** For what has no limit and no common scale: how much of what it is now it rose within a day. */
  FeatureSet relative(String signal) {
    add(signal + "_rise_share_24h", signal, (v, s) -> v.climb(s, Aspect.MEAN).riseShare());
    return this;
  }

  private void rise(String signal) {
    add(signal + "_rise_24h", signal, (v, s) -> v.climb(s, Aspect.MEAN).rise());
    add(signal + "_rise_half_hours", signal, (v, s) -> v.climb(s, Aspect.MEAN).halfHours());
    add(signal + "_rise_stall", signal, (v, s) -> v.climb(s, Aspect.MEAN).stall());
  }

  /** A quantity of which only level and change matter. */
  FeatureSet level(String signal) {
    add(signal + "_last", signal, View::now);
    add(signal + "_mean_10m", signal, (v, s) -> meanOf(v, s, Window.M10));
    add(signal + "_mean_30m", signal, (v, s) -> meanOf(v, s, Window.M30));
    return this;
  }

  FeatureSet change(String signal) {
    add(
        signal + "_change_5m_2h",
        signal,
        (v, s) -> relative(meanOf(v, s, Window.M5), meanOf(v, s, Window.H2)));
    return this;
  }

  FeatureSet zscore(String signal) {
    add(
        signal + "_zscore_24h",
        signal,
        (v, s) -> {
          Span day = mean(v, s, Window.H24);
          double mean = v.statistics.mean(day);
          double deviation = v.statistics.deviation(day);
          return (meanOf(v, s, Window.M5) - mean)
              / Math.max(deviation, Math.abs(mean) * 0.01 + 1e-9);
        });
    return this;
  }

  /** How far the last minutes lie from what this hour of the week usually shows. */
  FeatureSet seasonal(String signal) {
    add(
        signal + "_seasonal_residual",
        signal,
        (v, s) -> v.state().seasonalResidual(s, v.atMillis()));
    return this;
  }

  FeatureSet shift(String signal) {
    add(
        signal + "_psi_30m_24h",
        signal,
        (v, s) ->
            v.statistics.psi(v.read(s, Window.M30, Aspect.MEAN), v.readSecond(s, Window.H24)));
    add(signal + "_cusum_2h", signal, (v, s) -> v.statistics.cusum(mean(v, s, Window.H2)));
    return this;
  }

  FeatureSet quantiles(String signal) {
    add(signal + "_p95_2h", signal, (v, s) -> v.statistics.quantile(mean(v, s, Window.H2), 0.95));
    return this;
  }

  /** A counter read as a gauge: what it gained, a reset counting as what it shows since. */
  FeatureSet counted(String signal) {
    for (Window window : List.of(Window.M30, Window.H2, Window.H24)) {
      add(
          signal + "_increase_" + window.label,
          signal,
          (v, s) -> increase(mean(v, s, window), v.now(s)));
    }
    return this;
  }

  /** Own value against the other pods of the workload. */
  FeatureSet peers(String signal) {
    add(signal + "_peer_deviation", signal, (v, s) -> v.peers().deviation(v.state(), s));
    return this;
  }

  /** The same over half an hour, where a single value says little. */
  FeatureSet steadyPeers(String signal) {
    add(signal + "_peer_deviation_30m", signal, (v, s) -> v.peers().steadyDeviation(v, s));
    return this;
  }

  /** As a share of what the others show, for what has no common scale. */
  FeatureSet relativePeers(String signal) {
    add(signal + "_peer_ratio_30m", signal, (v, s) -> v.peers().steadyRatio(v, s));
    return this;
  }

  /** A feature of the node a pod runs on. */
  FeatureSet ofHost(SignalCatalog catalog, String signal) {
    int index = catalog.names(EntityKind.NODE).indexOf(signal);
    features.add(
        new Feature(
            "node_" + signal + "_last",
            EntityKind.NODE,
            signal,
            view ->
                index < 0 || view.state().host() == null
                    ? Double.NaN
                    : view.state().host().now(index)));
    return this;
  }

  FeatureSet age() {
    features.add(
        new Feature("age_hours", kind, "", v -> Math.min(v.state().ageHours(v.atMillis()), 24)));
    return this;
  }

  FeatureSet hoursUntil(String timestampSignal) {
    add(
        timestampSignal.replace("_timestamp_seconds", "_hours"),
        timestampSignal,
        (v, s) -> (v.now(s) - v.atMillis() / 1000.0) / 3600);
    return this;
  }

  private void slope(String signal, Window window) {
    add(signal + "_slope_" + window.label, signal, (v, s) -> v.slope(s, window));
  }

  private void floorSlope(String signal, Window window) {
    add(signal + "_floor_slope_" + window.label, signal, (v, s) -> v.floorSlope(s, window));
  }

  private void hoursToLimit(String signal, Window window, double limit) {
    add(
        signal + "_hours_to_limit_" + window.label,
        signal,
        (v, s) -> hoursTo(limit - v.now(s), v.slope(s, window)));
  }

  private static double hoursTo(double room, double slopePerHour) {
    if (Double.isNaN(room) || Double.isNaN(slopePerHour)) {
      return Double.NaN;
    }
    if (room <= 0) {
      return 0;
    }
    return slopePerHour <= room / FAR_HOURS ? FAR_HOURS : room / slopePerHour;
  }

  private static double relative(double now, double before) {
    return (now - before) / (Math.abs(before) + 1e-9);
  }

  private static double increase(Span counter, double now) {
    if (counter.size() == 0 || Double.isNaN(now)) {
      return Double.NaN;
    }
    double first = counter.value(0);
    return now >= first ? now - first : now;
  }

  private static Span mean(View view, int signal, Window window) {
    return view.read(signal, window, Aspect.MEAN);
  }

  private static double meanOf(View view, int signal, Window window) {
    return view.statistics.mean(mean(view, signal, window));
  }
}
