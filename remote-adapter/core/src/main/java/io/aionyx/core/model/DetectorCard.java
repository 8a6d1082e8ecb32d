package io.aionyx.core.model;

import java.util.List;
import java.util.Map;

/**
 * What an anomaly model is: as a {@link ModelCard}, without horizon and failure mode.
 *
 * @param threshold score that few normal training rows exceed; the published score is divided by it
 */
public record DetectorCard(
    String name,
    String version,
    String entityKind,
    List<ModelCard.FeatureSpec> features,
    double threshold,
    String sha256,
    Map<String, Object> facts) {
  public DetectorCard {
    features = List.copyOf(features);
    facts = Map.copyOf(facts);
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be in (0, 1]: was " + threshold);
    }
  }

  /** Reads a parsed {@code model.yaml}. */
  public static DetectorCard of(Map<String, ?> card) {
    return new CardReader(card).detector();
  }
}
