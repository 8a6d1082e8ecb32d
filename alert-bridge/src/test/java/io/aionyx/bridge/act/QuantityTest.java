package io.aionyx.bridge.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "500m, 0.5",
    "1.5, 1.5",
    "512Mi, 536870912",
    "2G, 2000000000",
    "1e3, 1000",
    "12E2, 1200",
    "100n, 0.0000001",
    "250u, 0.00025",
    "1., 1",
    ".5, 0.5",
    "1E, 1000000000000000000"
  })
  void parse_everyFormOfKubernetes_isItsNumber(String text, BigDecimal number) {
    assertThat(Quantity.parse(text)).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1mm", "-1", "1e999", "0x10", "1 Gi"})
  void parse_nonsense_isRefused(String text) {
    assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "25", "x%", "-5%", "1000%"})
  void factor_notAPercentage_isRefused(String text) {
    assertThatThrownBy(() -> Quantity.factor(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
