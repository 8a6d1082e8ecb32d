package io.aionyx.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void of_anyOrder_isOneIdentity() {
    var one = Labels.of("b", "2", "__name__", "up", "a", "1");
    var other = Labels.of("a", "1", "b", "2", "__name__", "up");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).hasToString("up{a=\"1\",b=\"2\"}");
  }

  @Test
  void of_emptyValue_isNoLabel() {
    assertThat(Labels.of("a", "", "b", "2")).isEqualTo(Labels.of("b", "2"));
  }

  @Test
  void of_repeatedName_saysWhich() {
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2")).hasMessageContaining("was a");
  }

  @Test
  void get_absent_isEmpty() {
    var labels = Labels.of("b", "2", "d", "4", "f", "6");

    assertThat(List.of("a", "b", "c", "d", "e", "f", "g").stream().map(labels::get))
        .containsExactly("", "2", "", "4", "", "6", "");
  }

  @Test
  void toString_quotesAndNewlines_areEscaped() {
    assertThat(Labels.of("a", "x\"y\n")).hasToString("{a=\"x\\\"y\\n\"}");
  }

  @Test
  void keepAndWith_giveNewSets() {
    var labels = Labels.of("__name__", "up", "pod", "a", "job", "x");

    assertThat(labels.keep(List.of("pod", "namespace"))).isEqualTo(Labels.of("pod", "a"));
    assertThat(labels.with("pod", "b").get("pod")).isEqualTo("b");
    assertThat(labels.with("pod", "").has("pod")).isFalse();
  }

  @Test
  void with_anyName_isWhatOfWouldGive() {
    var labels = Labels.of("b", "2", "d", "4");

    for (String name : List.of("a", "b", "c", "d", "e")) {
      var expected = labels.toMap();
      expected.put(name, "x");
      assertThat(labels.with(name, "x")).isEqualTo(Labels.of(expected));
      expected.remove(name);
      assertThat(labels.without(name)).isEqualTo(Labels.of(expected));
    }
  }

  @Test
  void ofSorted_outOfOrder_isRefused() {
    assertThat(Labels.ofSorted("a", "1", "b", "2")).isEqualTo(Labels.of("b", "2", "a", "1"));
    assertThatThrownBy(() -> Labels.ofSorted("b", "1", "a", "2")).hasMessageContaining("order");
    assertThatThrownBy(() -> Labels.ofSorted("a", "1", "a", "2")).hasMessageContaining("order");
    assertThatThrownBy(() -> Labels.ofSorted("a", "")).hasMessageContaining("order");
  }
}
