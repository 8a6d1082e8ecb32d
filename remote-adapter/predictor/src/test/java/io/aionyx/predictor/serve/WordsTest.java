package io.aionyx.predictor.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.004, <1 %",
    "0.5, 50 %",
    "0.994, >99 %",
    "1, 100 %",
    "0.01, 1 %",
    "0.985, 99 %"
  })
  void percent_neverRoundsToCertainty(double ratio, String text) {
    assertThat(Words.percent(ratio)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59.4, 59 s",
    "60, 1 min",
    "3599, 1 h 00 min",
    "7500, 2 h 05 min",
    "100000, 1 d 3 h"
  })
  void span_hasTwoUnitsAtMost(double seconds, String text) {
    assertThat(Words.span(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.25e9, 1.25G",
    "-3.1, -3.1",
    "0.04, 0.04",
    "1000, 1k",
    "0.00001, 1.0e-05",
    "123456, 123k",
    "NaN, unknown",
    "-0.5, -0.5"
  })
  void number_hasThreeDigitsAndAPrefix(double value, String text) {
    assertThat(Words.number(value)).isEqualTo(text);
  }
}
