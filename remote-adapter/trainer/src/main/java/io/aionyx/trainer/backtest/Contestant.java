package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One line of the table: a way to raise alarms over all kinds.
 *
 * @param horizon how far before a failure an alarm still counts
 * @param judges makes fresh judges, one a kind, for one replay
 * @param thresholds by kind, fixed on other worlds than those judged
 */
public record Contestant(
    String name,
    Horizon horizon,
    Supplier<List<Judge>> judges,
    Map<EntityKind, Double> thresholds) {
  public Contestant {
    thresholds = Map.copyOf(thresholds);
  }

  private static final String MODEL = "aionyx ";

  /** Name of the line of the models of a horizon. */
  public static String nameOf(Horizon horizon) {
    return MODEL + horizon.label();
  }

  /** Whether the scores are calibrated probabilities. */
  boolean isModel() {
    return name.startsWith(MODEL);
  }

  double threshold(EntityKind kind) {
    return thresholds.getOrDefault(kind, Double.POSITIVE_INFINITY);
  }

  Contestant with(Map<EntityKind, Double> others) {
    return new Contestant(name, horizon, judges, others);
  }
}
