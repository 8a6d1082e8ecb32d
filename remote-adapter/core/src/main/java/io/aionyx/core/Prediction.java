package io.aionyx.core;

import io.aionyx.core.explain.Contribution;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model says of one entity at one evaluation.
 *
 * @param threshold the model's alarm threshold
 * @param threshold probability at which an alarm opens; 1 while the entity is too new to alarm
 * @param eta time to failure, or null where a failure is unlikely or the model gives none
 * @param contributions every feature that pushed towards failure, largest share first; empty where
 *     none did
 */
public record Prediction(
    Entity entity,
    Horizon horizon,
    String failureMode,
    String model,
    String modelVersion,
    double probability,
    double lower,
    double upper,
    double threshold,
    @Nullable Eta eta,
    List<Contribution> contributions) {
  public Prediction {
    if (!(0 <= lower && lower <= probability && probability <= upper && upper <= 1)) {
      throw new IllegalArgumentException(
          entity
              + ": must be 0 <= lower <= probability <= upper <= 1: was "
              + lower
              + ", "
              + probability
              + ", "
              + upper);
    }
    contributions = List.copyOf(contributions);
  }

  /** Seconds until failure, given that one comes: percentiles 10, 50 and 90. */
  public record Eta(double p10Seconds, double p50Seconds, double p90Seconds) {}

  /**
   * This prediction, or what a shorter horizon says where that is more: who fails within half an
   * hour fails within two. Models are trained one by one and know nothing of each other.
   */
  Prediction noLessThan(Prediction shorter) {
    if (!entity.equals(shorter.entity) || !failureMode.equals(shorter.failureMode)) {
      throw new IllegalArgumentException("not of one failure: " + this + " and " + shorter);
    }
    boolean raised = shorter.probability > probability;
    return new Prediction(
        entity,
        horizon,
        failureMode,
        model,
        modelVersion,
        Math.max(probability, shorter.probability),
        Math.max(lower, shorter.lower),
        Math.max(upper, shorter.upper),
        threshold,
        raised && eta == null ? shorter.eta : eta,
        raised ? shorter.contributions : contributions);
  }

  public boolean alarming() {
    return probability >= threshold;
  }
}
