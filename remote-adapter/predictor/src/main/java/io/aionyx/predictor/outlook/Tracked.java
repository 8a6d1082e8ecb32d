package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.util.Map;
import java.util.TreeMap;

/** One signal of one entity that is forecast. Not thread-safe. */
final class Tracked {
  final Entity entity;
  final Watch watch;
  final Map<String, String> identity;
  final Labels[] served;
  final LiveForecast live = new LiveForecast();
  long seenMillis;
  float last = Float.NaN;
  private double sum;
  private int count;

  Tracked(Entity entity, Watch watch, String cluster, Map<String, String> externalLabels) {
    this.entity = entity;
    this.watch = watch;
    this.identity = new TreeMap<>(entity.identity().toMap());
    if (!cluster.isEmpty()) {
      identity.putIfAbsent("cluster", cluster);
    }
    this.served = new Labels[Line.PERCENTILES.length];
    for (int i = 0; i < served.length; i++) {
      var labels = new TreeMap<>(externalLabels);
      labels.putAll(identity);
      labels.put(Labels.METRIC_NAME, Line.NAME);
      labels.put("signal", watch.signal());
      labels.put("percentile", Integer.toString(Line.PERCENTILES[i]));
      served[i] = Labels.of(labels);
    }
  }

  void add(long atMillis, float value) {
    seenMillis = atMillis;
    last = value;
    sum += value;
    count++;
  }

  /** Ends the five minutes up to a moment; whether anything came in them. */
  boolean close(long slotMillis) {
    if (count == 0) {
      return false;
    }
    if (watch.expires().isEmpty()) {
      live.observe(slotMillis, (float) (sum / count));
    }
    sum = 0;
    count = 0;
    return true;
  }
}
