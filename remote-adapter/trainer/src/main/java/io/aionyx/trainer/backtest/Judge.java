package io.aionyx.trainer.backtest;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.signals.EntityKind;

/** Gives every row of a kind's feature table a score; an alarm opens where it stays high. */
public interface Judge extends AutoCloseable {
  EntityKind kind();

  /** One score per row, NaN where nothing can be said. Called by one thread at a time. */
  void judge(FeatureTable table, float[] scores);

  @Override
  default void close() {}
}
