package io.aionyx.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parsed form of {@code model.yaml}; every error names the key and the value.
 *
 * <p>Keys that scoring needs are checked one by one; all others are facts about the model, kept as
 * they stand.
 */
final class CardReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "entity_kind",
          "horizon",
          "failure_mode",
          "features",
          "threshold",
          "sha256");

  private final Map<String, ?> card;

  CardReader(Map<String, ?> card) {
    this.card = card;
  }

  ModelCard failureModel() {
    return new ModelCard(
        text("name"),
        text("version"),
        text("entity_kind"),
        horizon(),
        text("failure_mode"),
        features(),
        number("threshold"),
        sha256(),
        facts());
  }

  DetectorCard detector() {
    if (number("threshold") == 0) {
      throw refused("threshold", "must be above 0", 0);
    }
    return new DetectorCard(
        text("name"),
        text("version"),
        text("entity_kind"),
        features(),
        number("threshold"),
        sha256(),
        facts());
  }

  private Horizon horizon() {
    try {
      return Horizon.of(text("horizon"));
    } catch (IllegalArgumentException e) {
      throw new ModelRefusedException("horizon: " + e.getMessage(), e);
    }
  }

  private String sha256() {
    var hash = text("sha256");
    if (!hash.matches("[0-9a-f]{64}")) {
      throw refused("sha256", "must be 64 lower-case hex digits", hash);
    }
    return hash;
  }

  private List<ModelCard.FeatureSpec> features() {
    if (!(card.get("features") instanceof List<?> entries) || entries.isEmpty()) {
      throw refused("features", "must be a list of {name, typical}", card.get("features"));
    }
    var features = new ArrayList<ModelCard.FeatureSpec>();
    for (int i = 0; i < entries.size(); i++) {
      features.add(feature("features[" + i + "]", entries.get(i)));
    }
    long distinct = features.stream().map(ModelCard.FeatureSpec::name).distinct().count();
    if (distinct < features.size()) {
      throw new ModelRefusedException("features: a name is listed twice");
    }
    return features;
  }

  private static ModelCard.FeatureSpec feature(String key, Object entry) {
    if (entry instanceof Map<?, ?> spec
        && spec.get("name") instanceof String name
        && !name.isBlank()
        && spec.get("typical") instanceof Number typical) {
      return new ModelCard.FeatureSpec(name, typical.floatValue());
    }
    throw refused(key, "must be {name: text, typical: number}", entry);
  }

  private String text(String key) {
    if (card.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw refused(key, "must be a text", card.get(key));
  }

  private double number(String key) {
    if (card.get(key) instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw refused(key, "must be a number in [0, 1]", card.get(key));
  }

  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    card.forEach(
        (key, value) -> {
          if (!KEYS.contains(key) && value != null) {
            facts.put(key, value);
          }
        });
    return facts;
  }

  private static ModelRefusedException refused(String key, String must, @Nullable Object was) {
    return new ModelRefusedException(
        key + ": " + must + (was == null ? ", but is missing" : ": was " + was));
  }
}
