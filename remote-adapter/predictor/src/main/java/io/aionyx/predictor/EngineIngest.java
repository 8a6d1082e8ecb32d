package io.aionyx.predictor;

import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.predictor.receive.Ingest;
import io.aionyx.predictor.receive.SampleBatch;
import io.aionyx.predictor.tick.Engine;

/** Hands the write door's batches to the engine, and refuses new series beyond the limit. */
final class EngineIngest implements Ingest {
  private final Engine engine;
  private final int maxSeries;

  EngineIngest(Engine engine, int maxSeries) {
    this.engine = engine;
    this.maxSeries = maxSeries;
  }

  @Override
  public int resolve(Labels labels) {
    return engine.resolve(labels, maxSeries).orElse(FULL);
  }

  @Override
  public Applied apply(SampleBatch batch) {
    return engine.ingest(feed -> apply(batch, feed));
  }

  private static Applied apply(SampleBatch batch, Engine.Feed feed) {
    int duplicates = 0;
    int late = 0;
    for (int i = 0; i < batch.size(); i++) {
      Append outcome = feed.append(batch.ref(i), batch.timestampMillis(i), batch.value(i));
      duplicates += outcome == Append.DUPLICATE ? 1 : 0;
      late += outcome == Append.TOO_OLD ? 1 : 0;
    }
    return new Applied(duplicates, late);
  }
}
