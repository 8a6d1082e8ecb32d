package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.Calendar;
import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** One signal of one entity that is forecast. Not thread-safe. */
final class Tracked {
  final Entity entity;
  final Watch watch;
  final Map<String, String> identity;
  final Served[] served;
  final LiveForecast live;
  final Capability capability = new Capability();
  long seenMillis;
  float last = Float.NaN;
  private double sum;
  private int count;

  Tracked(
      Entity entity,
      Watch watch,
      String cluster,
      Map<String, String> externalLabels,
      Calendar calendar) {
    this.live = new LiveForecast(calendar);
    this.entity = entity;
    this.watch = watch;
    this.identity = new TreeMap<>(entity.identity().toMap());
    if (!cluster.isEmpty()) {
      identity.putIfAbsent("cluster", cluster);
    }
    this.served = new Served[Line.PERCENTILES.length];
    for (int i = 0; i < served.length; i++) {
      var labels = new TreeMap<>(externalLabels);
      labels.putAll(identity);
      labels.put(Labels.METRIC_NAME, Line.NAME);
      labels.put("signal", watch.signal());
      labels.put("percentile", Integer.toString(Line.PERCENTILES[i]));
      served[i] = Served.of(Labels.of(labels), Line.PERCENTILES[i]);
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

  void write(StateWriter state) {
    live.write(state);
    capability.write(state);
    state.number(seenMillis);
    state.real(last);
    state.real(sum);
    state.integer(count);
  }

  void read(StateReader state) {
    live.read(state);
    capability.read(state);
    seenMillis = state.number();
    last = (float) state.real();
    sum = state.real();
    count = state.integer();
  }

  /** Passes over one that is no longer forecast. */
  static void skip(StateReader state) {
    new LiveForecast().read(state);
    new Capability().read(state);
    state.number();
    state.real();
    state.real();
    state.integer();
  }
}
