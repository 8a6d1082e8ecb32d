package io.aionyx.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowsTest {
  private static Rows rows(float[] probabilities, boolean... failed) {
    var rows = new Rows();
    for (int i = 0; i < probabilities.length; i++) {
      rows.add(probabilities[i], failed[i]);
    }
    return rows;
  }

  @Test
  void prAuc_perfectOrder_isOne() {
    var rows = rows(new float[] {0.9f, 0.8f, 0.2f, 0.1f}, true, true, false, false);
    assertThat(rows.prAuc()).isEqualTo(1);
  }

  @Test
  void prAuc_oneLevelForAll_isTheBaseRate() {
    var rows = rows(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, true, false, false, false);
    assertThat(rows.prAuc()).isEqualTo(0.25);
  }

  @Test
  void calibrationError_saidAndSeenAgree_isZero() {
    var rows = rows(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, true, false, false, false);
    assertThat(rows.calibrationError()).isCloseTo(0, within(1e-9));
  }

  @Test
  void calibrationError_alwaysSure_isTheShareOfErrors() {
    var rows = rows(new float[] {1, 1, 1, 1}, true, false, false, true);
    assertThat(rows.calibrationError()).isEqualTo(0.5);
    assertThat(rows.brier()).isEqualTo(0.5);
  }

  @Test
  void interval_ofWorldsThatDiffer_holdsTheFigureOfAllOfThem() {
    var good = rows(new float[] {0.9f, 0.1f, 0.1f}, true, false, false);
    var bad = rows(new float[] {0.1f, 0.9f, 0.9f}, true, false, false);

    var interval = Interval.ofRows(List.of(good, good, bad), Rows::brier);

    assertThat(interval.value()).isCloseTo((0.01 * 6 + 0.81 * 3) / 9, within(1e-6));
    assertThat(interval.low()).isCloseTo(0.01, within(1e-6));
    assertThat(interval.high()).isCloseTo(0.81, within(1e-6));
  }
}
