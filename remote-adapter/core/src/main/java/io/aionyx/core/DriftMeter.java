package io.aionyx.core;

import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.Spread;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows a model is given with those it was trained on, feature by feature, by the
 * population stability index: the sum over bins of (now - then) ln(now / then).
 *
 * <p>Rows are looked at every ten minutes; yesterday's count half. Few entities differ from any
 * population by chance: what so many would show, one less than the bins over the number of
 * entities, is taken off, so that a cluster of three nodes does not cry drift. Not thread-safe.
 */
final class DriftMeter {
  private static final long EVERY_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final double HALF_LIFE_MILLIS = Duration.ofDays(1).toMillis();
  private static final double LEAST_ROWS = 200;
  private static final double LEAST_SHARE = 1e-4;
  private static final int TOLD = 10;

  private final String model;
  private final List<String> features;
  private final @Nullable Spread[] spreads;
  private final double[][] counts;
  private double rows;
  private double entities;
  private long lookedMillis = Long.MIN_VALUE;

  DriftMeter(ModelCard card) {
    this.model = card.name();
    this.features = card.featureNames();
    Map<String, Spread> told = Spread.of(card.facts());
    this.spreads = features.stream().map(told::get).toArray(Spread[]::new);
    this.counts = new double[spreads.length][];
    for (int i = 0; i < spreads.length; i++) {
      var spread = spreads[i];
      counts[i] = new double[spread == null ? 0 : spread.bins()];
    }
  }

  /** Takes rows in the model's own column order. */
  void observe(FloatBuffer table, int count, long atMillis) {
    boolean first = lookedMillis == Long.MIN_VALUE;
    if (count == 0 || !first && atMillis - lookedMillis < EVERY_MILLIS) {
      return;
    }
    double kept = first ? 0 : Math.pow(0.5, (atMillis - lookedMillis) / HALF_LIFE_MILLIS);
    lookedMillis = atMillis;
    rows = rows * kept + count;
    entities = count;
    for (int i = 0; i < spreads.length; i++) {
      var spread = spreads[i];
      if (spread != null) {
        add(table, count, i, spread, kept);
      }
    }
  }

  private void add(FloatBuffer table, int count, int column, Spread spread, double kept) {
    double[] own = counts[column];
    for (int bin = 0; bin < own.length; bin++) {
      own[bin] *= kept;
    }
    for (int row = 0; row < count; row++) {
      own[spread.bin(table.get(row * spreads.length + column))]++;
    }
  }

  /** The features that moved most, the farthest first. */
  List<Drift> drift() {
    var drift = new ArrayList<Drift>();
    for (int i = 0; i < spreads.length && rows >= LEAST_ROWS; i++) {
      var spread = spreads[i];
      if (spread != null) {
        drift.add(new Drift(model, features.get(i), index(spread, counts[i])));
      }
    }
    return drift.stream()
        .sorted(Comparator.comparingDouble(Drift::score).reversed())
        .limit(TOLD)
        .toList();
  }

  private double index(Spread spread, double[] own) {
    double sum = 0;
    int used = 0;
    for (int bin = 0; bin < own.length; bin++) {
      double now = own[bin] / rows;
      double then = spread.share(bin);
      used += now > 0 || then > 0 ? 1 : 0;
      sum += (now - then) * Math.log(Math.max(now, LEAST_SHARE) / Math.max(then, LEAST_SHARE));
    }
    return Math.max(0, sum - (used - 1) / entities);
  }
}
