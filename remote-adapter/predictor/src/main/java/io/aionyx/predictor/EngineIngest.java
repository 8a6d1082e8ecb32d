package io.aionyx.predictor;

import io.aionyx.core.series.Append;
import io.aionyx.predictor.receive.Ingest;
import io.aionyx.predictor.receive.SampleBatch;
import io.aionyx.predictor.tick.Engine;

/** Hands requests to the engine, and refuses new series beyond the limit. */
final class EngineIngest implements Ingest {
  private final Engine engine;
  private final int maxSeries;

  EngineIngest(Engine engine, int maxSeries) {
    this.engine = engine;
    this.maxSeries = maxSeries;
  }

  @Override
  public Applied take(Arrival arrival) {
    return engine.ingest(feed -> apply(arrival, feed));
  }

  /** To be called from within a step of the engine. */
  Applied apply(Arrival arrival, Engine.Feed feed) {
    SampleBatch batch = arrival.settle(series -> engine.resolve(series, maxSeries).orElse(FULL));
    int duplicates = 0;
    int late = 0;
    for (int i = 0; i < batch.size(); i++) {
      Append outcome = feed.append(batch.ref(i), batch.timestampMillis(i), batch.value(i));
      duplicates += outcome == Append.DUPLICATE ? 1 : 0;
      late += outcome == Append.TOO_OLD ? 1 : 0;
    }
    return duplicates + late == 0 ? Applied.ALL : new Applied(duplicates, late);
  }
}
