package io.aionyx.core.model;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Scores rows of features. Safe for use by several threads once loaded.
 *
 * <p>Rows are row-major in a direct buffer, {@code count × card().features().size()} floats from
 * index 0, in the order of the card; NaN means unknown.
 */
public interface Model extends AutoCloseable {
  ModelCard card();

  Scores score(FloatBuffer rows, int count);

  /** The boosted trees behind the margin, where exact explanations can be had. */
  default Optional<TreeEnsemble> trees() {
    return Optional.empty();
  }

  @Override
  void close();
}
