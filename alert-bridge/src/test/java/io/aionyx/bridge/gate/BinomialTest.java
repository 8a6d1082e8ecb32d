package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinomialTest {

  /** Fewest trials that prove 95 % with so many failures; published values. */
  @ParameterizedTest
  @CsvSource({"0, 59", "1, 93", "2, 124", "3, 153", "4, 181", "5, 208"})
  void lowerBound_knownSizes_crossExactlyThere(int wrong, int trials) {
    assertThat(Binomial.lowerBound(trials - wrong, trials, 0.95)).isGreaterThanOrEqualTo(0.95);
    assertThat(Binomial.lowerBound(trials - 1 - wrong, trials - 1, 0.95)).isLessThan(0.95);
  }

  @Test
  void lowerBound_manyTrials_staysFinite() {
    assertThat(Binomial.lowerBound(9_700, 10_000, 0.95)).isCloseTo(0.967, within(0.001));
    assertThat(Binomial.lowerBound(0, 10, 0.95)).isZero();
  }
}
