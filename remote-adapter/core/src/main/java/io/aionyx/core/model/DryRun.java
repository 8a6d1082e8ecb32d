package io.aionyx.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows with known or necessary answers before a model may serve.
 *
 * <p>Typical, empty and extreme rows must give ordered probabilities and contributions that add up;
 * the golden rows of the card, where it has some, must give the probabilities the trainer saw.
 */
final class DryRun {
  /** Sum of some hundred float leaves in another order than the margin's. */
  private static final double SUM_TOLERANCE = 1e-3;

  private static final double GOLDEN_TOLERANCE = 1e-5;

  private record Golden(float[] row, double probability) {}

  private final Model model;
  private final int width;

  private DryRun(Model model) {
    this.model = model;
    this.width = model.card().features().size();
  }

  static void check(Model model) {
    var run = new DryRun(model);
    run.checkNecessary();
    run.checkGolden();
  }

  private void checkNecessary() {
    var typical = new float[width];
    for (int i = 0; i < width; i++) {
      typical[i] = model.card().features().get(i).typical();
    }
    var rows = List.of(typical, filled(Float.NaN), filled(0), filled(1e30f), filled(-1e30f));
    var scores = score(rows);
    for (int i = 0; i < rows.size(); i++) {
      checkProbabilities(scores, i);
      checkContributions(scores, i);
    }
  }

  private static void checkProbabilities(Scores scores, int row) {
    float lower = scores.lower().get(row);
    float probability = scores.probability().get(row);
    float upper = scores.upper().get(row);
    if (!(0 <= lower && lower <= probability && probability <= upper && upper <= 1)) {
      throw new ModelRefusedException(
          "dry run: must be 0 <= lower <= probability <= upper <= 1: was "
              + lower
              + ", "
              + probability
              + ", "
              + upper);
    }
  }

  private void checkContributions(Scores scores, int row) {
    double sum = 0;
    for (int i = 0; i <= width; i++) {
      sum += scores.contributions().get(row * (width + 1) + i);
    }
    float margin = scores.margin().get(row);
    if (!(Math.abs(sum - margin) <= SUM_TOLERANCE * Math.max(1, Math.abs(margin)))) {
      throw new ModelRefusedException(
          "dry run: contributions add up to " + sum + ", but the margin is " + margin);
    }
  }

  private void checkGolden() {
    var golden = golden(model.card().facts().get("golden"));
    if (golden.isEmpty()) {
      return;
    }
    var scores = score(golden.stream().map(Golden::row).toList());
    for (int i = 0; i < golden.size(); i++) {
      double expected = golden.get(i).probability();
      float actual = scores.probability().get(i);
      if (!(Math.abs(actual - expected) <= GOLDEN_TOLERANCE)) {
        throw new ModelRefusedException(
            "golden row " + i + " must score " + expected + ": was " + actual);
      }
    }
  }

  private List<Golden> golden(@Nullable Object entries) {
    var golden = new ArrayList<Golden>();
    if (entries instanceof List<?> list) {
      for (Object entry : list) {
        golden.add(golden(entry, golden.size()));
      }
    }
    return golden;
  }

  private Golden golden(Object entry, int index) {
    if (entry instanceof Map<?, ?> map
        && map.get("row") instanceof List<?> row
        && row.size() == width
        && map.get("probability") instanceof Number probability) {
      var values = new float[width];
      for (int i = 0; i < width; i++) {
        values[i] = row.get(i) instanceof Number number ? number.floatValue() : Float.NaN;
      }
      return new Golden(values, probability.doubleValue());
    }
    throw new ModelRefusedException(
        "golden[" + index + "]: must be {row: " + width + " numbers, probability: number}");
  }

  private Scores score(List<float[]> rows) {
    var buffer = OnnxGraph.directFloats(rows.size() * width);
    rows.forEach(buffer::put);
    return model.score(buffer.rewind(), rows.size());
  }

  private float[] filled(float value) {
    var row = new float[width];
    Arrays.fill(row, value);
    return row;
  }
}
