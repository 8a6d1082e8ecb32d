package io.aionyx.core.explain;

import io.aionyx.core.model.ModelCard;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns additive contributions to a margin into shares a person can read.
 *
 * <p>Only pushes towards failure become reasons: a feature that calms the model down explains why
 * the score is not higher, not why it is as high as it is. A feature whose value is unknown has no
 * direction, so it is left out and the others carry its weight. Shares sum to exactly 1, or the
 * list is empty where nothing known pushed.
 */
public final class Reasons {
  /** The name under which everything but the top reasons is added up. */
  public static final String OTHER = "other";

  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble(Contribution::share)
          .reversed()
          .thenComparing(Contribution::feature);

  private Reasons() {}

  /**
   * Reasons of one row of a batch.
   *
   * @param rows features of the whole batch, {@code [count × F]}
   * @param contributions of the whole batch, {@code [count × (F + 1)]}, the bias last
   */
  public static List<Contribution> of(
      ModelCard card, FloatBuffer rows, FloatBuffer contributions, int row) {
    int width = card.features().size();
    var values = new float[width];
    var pushes = new float[width];
    rows.get(row * width, values);
    contributions.get(row * (width + 1), pushes);
    return of(card, values, pushes);
  }

  /** Reasons of one row: {@code values} and {@code pushes} in the order of the card. */
  public static List<Contribution> of(ModelCard card, float[] values, float[] pushes) {
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += counts(values[i], pushes[i]) ? pushes[i] : 0;
    }
    var reasons = new ArrayList<Contribution>();
    for (int i = 0; i < values.length; i++) {
      if (counts(values[i], pushes[i])) {
        reasons.add(reason(card.features().get(i), values[i], pushes[i] / total));
      }
    }
    reasons.sort(LARGEST_FIRST);
    return exact(reasons);
  }

  /** The {@code k} largest reasons and, where there are more, one called {@link #OTHER}. */
  public static List<Contribution> top(List<Contribution> reasons, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least one reason must be kept: was " + k);
    }
    if (reasons.size() <= k) {
      return reasons;
    }
    var kept = new ArrayList<>(reasons.subList(0, k));
    double rest = 1 - sum(kept);
    kept.add(new Contribution(OTHER, Direction.HIGH, Math.max(0, rest), Float.NaN, Float.NaN));
    return List.copyOf(kept);
  }

  private static boolean counts(float value, float push) {
    return push > 0 && !Float.isNaN(value);
  }

  private static Contribution reason(ModelCard.FeatureSpec feature, float value, double share) {
    var direction = value >= feature.typical() ? Direction.HIGH : Direction.LOW;
    return new Contribution(feature.name(), direction, share, value, feature.typical());
  }

  /** The largest share takes up what rounding lost, so that readers may rely on a sum of 1. */
  private static List<Contribution> exact(List<Contribution> reasons) {
    if (!reasons.isEmpty()) {
      var first = reasons.get(0);
      double share = 1 - sum(reasons.subList(1, reasons.size()));
      reasons.set(
          0,
          new Contribution(
              first.feature(), first.direction(), share, first.value(), first.typical()));
    }
    return List.copyOf(reasons);
  }

  private static double sum(List<Contribution> reasons) {
    return reasons.stream().mapToDouble(Contribution::share).sum();
  }
}
