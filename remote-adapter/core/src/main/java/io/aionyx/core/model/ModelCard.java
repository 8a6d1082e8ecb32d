package io.aionyx.core.model;

import java.util.List;
import java.util.Map;

/**
 * What a model is and what it claims: the typed form of {@code model.yaml}.
 *
 * @param name stable name, the {@code model} label
 * @param version changes with every training
 * @param entityKind name of the entity kind it scores
 * @param failureMode {@code any} or one mode
 * @param features in tensor order
 * @param threshold probability at which an alarm opens, fixed on training data
 * @param sha256 of the graph's bytes, lower-case hex
 * @param facts training data, seeds, measured quality and producer versions, as the card states
 *     them; for people and for {@code aionyx_model_info}, never for scoring
 */
public record ModelCard(
    String name,
    String version,
    String entityKind,
    Horizon horizon,
    String failureMode,
    List<FeatureSpec> features,
    double threshold,
    String sha256,
    Map<String, Object> facts) {
  public ModelCard {
    features = List.copyOf(features);
    facts = Map.copyOf(facts);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be in [0, 1]: was " + threshold);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 must be 64 hex digits: was " + sha256);
    }
  }

  /**
   * One column.
   *
   * @param typical median over normal training rows; a value above it is "too high" in a reason
   */
  public record FeatureSpec(String name, float typical) {}

  /**
   * Reads a parsed {@code model.yaml}.
   *
   * @throws ModelRefusedException naming the key that is missing or wrong
   */
  public static ModelCard of(Map<String, ?> card) {
    return new CardReader(card).failureModel();
  }

  public List<String> featureNames() {
    return features.stream().map(FeatureSpec::name).toList();
  }
}
