package io.aionyx.predictor.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BinomialTest {
  @Test
  void lowerBound_nothingWrong_needs59For95Percent() {
    assertThat(Binomial.lowerBound(59, 59, 0.95)).isGreaterThan(0.95);
    assertThat(Binomial.lowerBound(58, 58, 0.95)).isLessThan(0.95);
  }

  @Test
  void lowerBound_someWrong_isThatOfTheTables() {
    assertThat(Binomial.lowerBound(92, 93, 0.95)).isCloseTo(0.95, within(0.001));
    assertThat(Binomial.lowerBound(9_500, 10_000, 0.95)).isCloseTo(0.9463, within(0.001));
    assertThat(Binomial.lowerBound(0, 10, 0.95)).isZero();
  }
}
