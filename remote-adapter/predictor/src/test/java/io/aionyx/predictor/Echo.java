package io.aionyx.predictor;

import io.aionyx.core.Models;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelCard.FeatureSpec;
import io.aionyx.core.model.Scores;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** A model whose probability is its first feature, capped to [0, 1]; unknown counts as 0. */
public record Echo(ModelCard card) implements Model {
  private static final List<FeatureSpec> FEATURES =
      List.of(
          new FeatureSpec("memory_limit_ratio_last", 0.2f),
          new FeatureSpec("memory_limit_ratio_mean_30m", 0.2f));

  public static Models models() {
    return new Models(List.of(of(Horizon.M30), of(Horizon.H2)), List.of());
  }

  static Echo of(Horizon horizon) {
    String name = "echo-" + horizon.label();
    return new Echo(
        new ModelCard(name, "1", "pod", horizon, "any", FEATURES, 0.5, "0".repeat(64), Map.of()));
  }

  @Override
  public Scores score(FloatBuffer rows, int count) {
    int width = FEATURES.size();
    var probability = FloatBuffer.allocate(count);
    var contributions = FloatBuffer.allocate(count * (width + 1));
    var eta = FloatBuffer.allocate(count * 3);
    for (int row = 0; row < count; row++) {
      float value = rows.get(row * width);
      probability.put(row, Float.isNaN(value) ? 0 : Math.clamp(value, 0f, 1f));
      contributions.put(row * (width + 1), 0.75f).put(row * (width + 1) + 1, 0.25f);
      eta.put(3 * row, 60).put(3 * row + 1, 120).put(3 * row + 2, 180);
    }
    return new Scores(
        count, width, probability, probability, probability, probability, contributions, eta);
  }

  @Override
  public void close() {}
}
