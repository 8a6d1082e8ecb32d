package io.aionyx.predictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "1h30m, PT1H30M",
    "250ms, PT0.25S",
    "2d, PT48H",
    "1w, PT168H",
    "1y, PT8760H",
    "0, PT0S",
    "0s, PT0S",
    "90m, PT90M"
  })
  void parse_prometheusForm_isRead(String text, Duration expected) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "1.5h",
        "-1s",
        "1s1m",
        "30 s",
        "PT30S",
        "99999999999999999999s",
        "9999999999y"
      })
  void parse_anythingElse_isRefusedWithItsText(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void format_thenParse_givesTheSame() {
    for (long millis : new long[] {0, 1, 999, 1000, 61_000, 3_600_000, 90_061_001L}) {
      var duration = Duration.ofMillis(millis);
      assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration))).isEqualTo(duration);
    }
  }
}
