package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plain rules every model has to beat, on the same rows and with the same hold and merge.
 *
 * <p>{@code predict_linear} and {@code 3-sigma} get the best threshold that the calibration worlds
 * know, as a careful operator would; the static and the adaptive rules are taken as they ship.
 */
public final class Baselines {
  private static final float SHIPPED = 1;
  private static final String Z_SCORE = "_zscore_24h";

  private static final double LIMIT_WITHIN_TWO_HOURS = 1 / 3.0;
  private static final double A_QUARTER_OF_ALL = 0.25;

  private Baselines() {}

  /** All of them; a threshold that is to be fixed is left out. */
  public static List<Contestant> all(List<EntityKind> kinds) {
    var open = Map.<EntityKind, Double>of();
    var shipped = each(kinds, SHIPPED);
    return List.of(
        contestant("predict_linear", kinds, open, Baselines::predictLinear),
        contestant("3-sigma share", kinds, open, Baselines::threeSigma),
        contestant("static thresholds", kinds, shipped, Baselines::staticThresholds),
        contestant("adaptive bands", kinds, shipped, Baselines::adaptiveBands));
  }

  /** The same with the limits an operator would set without any data to fix them on. */
  public static List<Contestant> shipped(List<EntityKind> kinds) {
    var naive = Map.of("predict_linear", LIMIT_WITHIN_TWO_HOURS, "3-sigma share", A_QUARTER_OF_ALL);
    return all(kinds).stream()
        .map(
            c ->
                c.thresholds().isEmpty()
                    ? c.with(each(kinds, naive.getOrDefault(c.name(), 1.0)))
                    : c)
        .toList();
  }

  private static Map<EntityKind, Double> each(List<EntityKind> kinds, double threshold) {
    var thresholds = new HashMap<EntityKind, Double>();
    kinds.forEach(kind -> thresholds.put(kind, threshold));
    return thresholds;
  }

  private interface Maker {
    Judge make(EntityKind kind);
  }

  private static Contestant contestant(
      String name, List<EntityKind> kinds, Map<EntityKind, Double> thresholds, Maker maker) {
    return new Contestant(
        name,
        Horizon.H2,
        () -> new ArrayList<>(kinds.stream().map(maker::make).toList()),
        thresholds);
  }

  /** The share of a limit that the trend of the last half hour reaches within two hours. */
  private static Judge predictLinear(EntityKind kind) {
    return new RuleJudge(
        kind, name -> name.endsWith("_hours_to_limit_30m"), values -> 1 / (1 + least(values)));
  }

  /** The share of an entity's quantities more than three deviations off its day. */
  private static Judge threeSigma(EntityKind kind) {
    return new RuleJudge(kind, name -> name.endsWith(Z_SCORE), values -> shareBeyond(values, 3));
  }

  /** Fixed limits as kube-prometheus and node-exporter's mixin set them. */
  private static Judge staticThresholds(EntityKind kind) {
    return new RuleJudge(
        kind,
        Baselines::hasStaticLimit,
        values -> {
          float worst = 0;
          for (float value : values) {
            worst = Math.max(worst, Float.isNaN(value) ? 0 : value / 0.9f);
          }
          return worst;
        });
  }

  private static boolean hasStaticLimit(String name) {
    return name.endsWith("_used_ratio_last")
        || name.equals("memory_limit_ratio_last")
        || name.equals("error_ratio_last");
  }

  /** Any quantity outside a band of two deviations around its day. */
  private static Judge adaptiveBands(EntityKind kind) {
    return new RuleJudge(
        kind, name -> name.endsWith(Z_SCORE), values -> shareBeyond(values, 2) > 0 ? SHIPPED : 0);
  }

  private static float least(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : values) {
      least = Float.isNaN(value) ? least : Math.min(least, value);
    }
    return least;
  }

  private static float shareBeyond(float[] scores, float limit) {
    int known = 0;
    int beyond = 0;
    for (float score : scores) {
      known += Float.isNaN(score) ? 0 : 1;
      beyond += Math.abs(score) > limit ? 1 : 0;
    }
    return known == 0 ? 0 : (float) beyond / known;
  }
}
