package io.aionyx.core;

import java.util.List;
import java.util.Map;

/**
 * The outcome of one tick: everything the models said at one moment of event time.
 *
 * @param atMillis the evaluation boundary; no sample after it was looked at
 * @param predictions in entity order, then horizon
 * @param anomalies in entity order
 * @param entities tracked entities by kind name
 */
public record Evaluation(
    long atMillis,
    List<Prediction> predictions,
    List<Anomaly> anomalies,
    Map<String, Integer> entities) {
  public Evaluation {
    predictions = List.copyOf(predictions);
    anomalies = List.copyOf(anomalies);
    entities = Map.copyOf(entities);
  }
}
