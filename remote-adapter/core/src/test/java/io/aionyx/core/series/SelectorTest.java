package io.aionyx.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final Labels SERIES =
      Labels.of("__name__", "http_requests_total", "code", "503", "job", "api");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "http_requests_total | true",
        "http_requests_total{} | true",
        "http_requests_total{code=\"503\"} | true",
        "http_requests_total{code=~\"5..\", job!=\"db\"} | true",
        "http_requests_total{code=~\"5\"} | false",
        "http_requests_total{code!~\"5..\"} | false",
        "http_requests_total{handler=\"\"} | true",
        "http_requests_total{handler!=\"\"} | false",
        "up | false",
      })
  void matches_asPrometheusDoes(String selector, boolean expected) {
    assertThat(Selector.parse(selector).matches(SERIES)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{job=\"x\"}",
        "up{job=x}",
        "up{job=\"x\"",
        "up{=\"x\"}",
        "up{a=\"1\" b=\"2\"}"
      })
  void parse_malformed_isRefusedWithTheText(String text) {
    assertThatThrownBy(() -> Selector.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void parse_escapedQuote_isPartOfTheValue() {
    var selector = Selector.parse("up{job=\"a\\\"b\"}");

    assertThat(selector.matches(Labels.of("__name__", "up", "job", "a\"b"))).isTrue();
  }
}
