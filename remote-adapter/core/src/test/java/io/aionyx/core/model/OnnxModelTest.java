package io.aionyx.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
  private static final float UNKNOWN = Float.NaN;

  private static FloatBuffer rows(float... values) {
    return OnnxGraph.directFloats(values.length).put(values).rewind();
  }

  private static ModelCard card(String key, Object value) {
    var card = Tiny.card();
    card.put(key, value);
    return ModelCard.of(card);
  }

  @Test
  void score_knownRows_givesProbabilityBoundsAndReasons() {
    try (var model = OnnxModel.load(ModelCard.of(Tiny.card()), Tiny.onnx())) {
      var scores = model.score(rows(0.9f, 3, 0.1f, 0, UNKNOWN, UNKNOWN), 3);
      assertThat(scores.margin().get(0)).isEqualTo(2.25f);
      assertThat(scores.probability().get(0)).isEqualTo(0.9f);
      assertThat(scores.lower().get(0)).isEqualTo(0.7f);
      assertThat(scores.upper().get(0)).isEqualTo(0.97f);
      assertThat(scores.probability().get(1)).isEqualTo(0.01f);
      assertThat(scores.margin().get(2)).isEqualTo(-1.75f);
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += scores.contributions().get(i);
      }
      assertThat(sum).isCloseTo(2.25, within(1e-6));
      assertThat(scores.etaSeconds().get(0)).isNaN();
    }
  }

  @Test
  void score_heapBuffer_isRefused() {
    try (var model = OnnxModel.load(ModelCard.of(Tiny.card()), Tiny.onnx())) {
      assertThatThrownBy(() -> model.score(FloatBuffer.allocate(2), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("direct buffer in native order of at least 2 floats");
    }
  }

  @Test
  void load_goldenRowThatHolds_serves() {
    var golden = List.of(Map.of("row", List.of(0.9, 3.0), "probability", 0.9));
    OnnxModel.load(card("golden", golden), Tiny.onnx()).close();
  }

  @Test
  void load_goldenRowThatDiffers_isRefused() {
    var golden = List.of(Map.of("row", List.of("unknown", 3.0), "probability", 0.9));
    assertThatThrownBy(() -> OnnxModel.load(card("golden", golden), Tiny.onnx()))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("golden row 0 must score 0.9");
  }

  @Test
  void load_hashOfAnotherFile_isRefused() {
    assertThatThrownBy(() -> OnnxModel.load(card("sha256", "0".repeat(64)), Tiny.onnx()))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageStartingWith("model tiny: sha256 of the graph is 93e7e4");
  }

  @Test
  void load_oneFeatureTooMany_isRefusedByShape() {
    var features =
        List.of(
            Map.of("name", "a", "typical", 0),
            Map.of("name", "b", "typical", 0),
            Map.of("name", "c", "typical", 0));
    assertThatThrownBy(() -> OnnxModel.load(card("features", features), Tiny.onnx()))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("'features' must be float [n, 3]");
  }
}
