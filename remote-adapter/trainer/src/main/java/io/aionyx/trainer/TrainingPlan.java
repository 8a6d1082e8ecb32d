package io.aionyx.trainer;

import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Everything that decides what comes out of a training; equal plans give equal bundles.
 *
 * @param source what the worlds are, for the card
 * @param worlds makes the history of a seed
 * @param evaluation how often the pipeline takes values, as it does when it serves
 * @param sampleEvery how often a row is looked at to learn from
 * @param judgeEvery how often the model is asked when thresholds are fixed and figures measured
 * @param withheldModes failure modes whose rows are kept from trees and calibration, to see what a
 *     model makes of failures it was never shown; empty for a model that is to serve
 * @param seed of all sampling inside the training
 */
public record TrainingPlan(
    String source,
    LongFunction<History> worlds,
    Seeds seeds,
    SignalCatalog catalog,
    List<EntityKind> kinds,
    List<Horizon> horizons,
    Duration evaluation,
    Duration sampleEvery,
    Duration judgeEvery,
    Set<String> withheldModes,
    long seed) {
  public TrainingPlan {
    kinds = List.copyOf(kinds);
    horizons = List.copyOf(horizons);
    withheldModes = Set.copyOf(withheldModes);
    if (seeds.grow().isEmpty() || seeds.tune().isEmpty() || seeds.calibrate().isEmpty()) {
      throw new IllegalArgumentException("grow, tune and calibrate need a seed each: was " + seeds);
    }
  }
}
