package io.aionyx.predictor.outlook;

import io.aionyx.core.Pipeline;
import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.forecast.Score;
import io.aionyx.core.series.Labels;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What of the forecasts is written at the present timestamp: the twins by which they are found,
 * when a resource runs out, what is left of it, and how good forecasts have been.
 *
 * <p>Within a limit, and then in this order: quality, capacity, replicas, twins.
 */
final class Written {
  private static final Map<String, Duration> HORIZONS = horizons();

  private final int limit;
  private int withheld;

  Written(int limit) {
    this.limit = limit;
  }

  private static Map<String, Duration> horizons() {
    var horizons = new LinkedHashMap<String, Duration>();
    horizons.put("30m", LiveForecast.NEAR);
    horizons.put("24h", LiveForecast.FAR);
    return horizons;
  }

  int withheld() {
    return withheld;
  }

  Map<Labels, Double> series(List<Tracked> fresh, Pipeline pipeline) {
    var all = new LinkedHashMap<Labels, Double>();
    quality(fresh, all);
    fresh.forEach(each -> capacity(each, all));
    Replicas.series(fresh, pipeline, HORIZONS, all);
    fresh.forEach(each -> twins(each, all));
    all.values().removeIf(value -> !Double.isFinite(value));
    withheld = Math.max(0, all.size() - limit);
    var kept = new LinkedHashMap<Labels, Double>();
    all.entrySet().stream().limit(limit).forEach(each -> kept.put(each.getKey(), each.getValue()));
    return kept;
  }

  private static void twins(Tracked each, Map<Labels, Double> into) {
    Outlook outlook = each.live.outlook();
    if (outlook == null) {
      return;
    }
    HORIZONS.forEach(
        (horizon, ahead) -> {
          for (int percentile : Line.PERCENTILES) {
            into.put(
                labels(
                    each.identity,
                    "aionyx_forecast_value",
                    "signal",
                    each.watch.signal(),
                    "horizon",
                    horizon,
                    "percentile",
                    Integer.toString(percentile)),
                outlook.at(outlook.atMillis() + ahead.toMillis(), percentile));
          }
        });
  }

  private static void capacity(Tracked each, Map<Labels, Double> into) {
    Outlook outlook = each.live.outlook();
    if (outlook != null) {
      each.watch.resource().ifPresent(resource -> share(each, outlook, resource, into));
    }
    each.watch
        .expires()
        .ifPresent(what -> into.put(exhaustion(each, what, 50), (double) each.last));
  }

  /** The greatest percentile of use runs out first, so it gives the earliest moment. */
  private static void share(
      Tracked each, Outlook outlook, String resource, Map<Labels, Double> into) {
    for (int percentile : Line.PERCENTILES) {
      OptionalLong when = outlook.reaches(1, percentile);
      if (when.isPresent()) {
        into.put(exhaustion(each, resource, 100 - percentile), when.getAsLong() / 1000.0);
      }
    }
    HORIZONS.forEach(
        (horizon, ahead) ->
            into.put(
                labels(
                    each.identity,
                    "aionyx_capacity_headroom_ratio",
                    "resource",
                    resource,
                    "horizon",
                    horizon),
                Math.max(0, 1 - outlook.at(outlook.atMillis() + ahead.toMillis(), 50))));
  }

  private static Labels exhaustion(Tracked each, String resource, int percentile) {
    return labels(
        each.identity,
        "aionyx_capacity_exhaustion_timestamp_seconds",
        "resource",
        resource,
        "percentile",
        Integer.toString(percentile));
  }

  /** One sum over all entities of a signal, so that the quiet ones do not outvote the busy. */
  private static void quality(List<Tracked> fresh, Map<Labels, Double> into) {
    var near = new TreeMap<String, Sums>();
    var far = new TreeMap<String, Sums>();
    for (Tracked each : fresh) {
      String signal = each.watch.signal();
      near.computeIfAbsent(signal, _ -> new Sums()).add(each.live.nearScore());
      far.computeIfAbsent(signal, _ -> new Sums()).add(each.live.farScore());
    }
    near.forEach((signal, sums) -> sums.put(signal, "30m", into));
    far.forEach((signal, sums) -> sums.put(signal, "24h", into));
  }

  private static final class Sums {
    private double errors;
    private double truths;
    private double inside;
    private double count;

    void add(Score score) {
      errors += score.errors();
      truths += score.truths();
      inside += score.inside();
      count += score.count();
    }

    void put(String signal, String horizon, Map<Labels, Double> into) {
      if (count >= 1) {
        var identity = Map.of("signal", signal, "horizon", horizon);
        into.put(labels(identity, "aionyx_forecast_error_ratio"), errors / truths);
        into.put(
            labels(identity, "aionyx_forecast_coverage_ratio", "percentile", "90"), inside / count);
      }
    }
  }

  static Labels labels(Map<String, String> identity, String name, String... more) {
    var labels = new TreeMap<>(identity);
    labels.put(Labels.METRIC_NAME, name);
    for (int i = 0; i < more.length; i += 2) {
      labels.put(more[i], more[i + 1]);
    }
    return Labels.of(labels);
  }
}
