package io.aionyx.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  private static void assertRefused(String key, Object value, String why) {
    var card = Tiny.card();
    card.put(key, value);
    assertThatThrownBy(() -> ModelCard.of(card))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void of_wholeCard_keepsUnknownKeysAsFacts() {
    var map = Tiny.card();
    map.put("quality", Map.of("event_precision", 0.9));
    var card = ModelCard.of(map);
    assertThat(card.horizon()).isEqualTo(Horizon.H2);
    assertThat(card.featureNames()).containsExactly("memory_used", "restarts");
    assertThat(card.facts()).containsEntry("quality", Map.of("event_precision", 0.9));
  }

  @Test
  void of_missingKey_namesIt() {
    var card = Tiny.card();
    card.remove("entity_kind");
    assertThatThrownBy(() -> ModelCard.of(card))
        .hasMessage("entity_kind: must be a text, but is missing");
  }

  @Test
  void of_wrongValues_nameKeyAndValue() {
    assertRefused("threshold", 1.5, "threshold: must be a number in [0, 1]: was 1.5");
    assertRefused("horizon", "3h", "horizon: horizon must be one of");
    assertRefused("sha256", "xyz", "sha256: must be 64 lower-case hex digits: was xyz");
    assertRefused("features", List.of(), "features: must be a list of {name, typical}");
    assertRefused("features", List.of("a"), "features[0]: must be {name: text, typical: number}");
  }

  @Test
  void of_featureTwice_isRefused() {
    var feature = Map.of("name", "a", "typical", 1);
    assertRefused("features", List.of(feature, feature), "a name is listed twice");
  }

  @Test
  void detector_zeroThreshold_isRefused() {
    var card = Tiny.card();
    card.put("threshold", 0);
    assertThatThrownBy(() -> DetectorCard.of(card)).hasMessage("threshold: must be above 0: was 0");
  }
}
