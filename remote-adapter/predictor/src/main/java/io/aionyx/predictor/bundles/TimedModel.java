package io.aionyx.predictor.bundles;

import io.aionyx.core.model.Model;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.Scores;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.predictor.telemetry.Telemetry;
import java.nio.FloatBuffer;
import java.util.Optional;

/** A model whose batches are counted and timed. */
record TimedModel(Model model, Telemetry telemetry) implements Model {
  @Override
  public ModelCard card() {
    return model.card();
  }

  @Override
  public Scores score(FloatBuffer rows, int count) {
    long startNanos = System.nanoTime();
    try {
      Scores scores = model.score(rows, count);
      telemetry.inferred(card().name(), count, System.nanoTime() - startNanos);
      return scores;
    } catch (RuntimeException e) {
      telemetry.inferenceFailed(card().name(), count);
      throw e;
    }
  }

  @Override
  public Optional<TreeEnsemble> trees() {
    return model.trees();
  }

  @Override
  public void close() {
    model.close();
  }
}
