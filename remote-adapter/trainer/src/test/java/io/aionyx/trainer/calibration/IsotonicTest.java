package io.aionyx.trainer.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IsotonicTest {
  @Test
  void fit_noisyOutcomes_risesAndFollowsTheTruth() {
    var calibration = Isotonic.fit(outcomes(20_000));
    var steps = calibration.steps();
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).fromMargin()).isGreaterThan(steps.get(i - 1).fromMargin());
      assertThat(steps.get(i).probability()).isGreaterThan(steps.get(i - 1).probability());
      assertThat(steps.get(i).lower()).isGreaterThanOrEqualTo(steps.get(i - 1).lower());
      assertThat(steps.get(i).upper()).isGreaterThanOrEqualTo(steps.get(i - 1).upper());
    }
    for (double margin = -3; margin <= 3; margin += 0.5) {
      assertThat((double) calibration.at(margin).probability())
          .isCloseTo(truth(margin), within(0.06));
    }
  }

  @Test
  void bounds_fewerIndependentStretches_areWider() {
    var many = outcomes(4_000);
    var few =
        many.stream()
            .map(o -> new Isotonic.Outcome(o.margin(), o.failed(), 1, o.stretch() % 60))
            .toList();
    assertThat(width(Isotonic.fit(few))).isGreaterThan(1.3 * width(Isotonic.fit(many)));
  }

  @Test
  void fit_weights_countAsThatManyRows() {
    var outcomes = new ArrayList<Isotonic.Outcome>();
    for (int i = 0; i < 100; i++) {
      outcomes.add(new Isotonic.Outcome(0, true, 1, i));
      outcomes.add(new Isotonic.Outcome(0, false, 9, i));
    }
    assertThat(Isotonic.fit(outcomes).at(0).probability()).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void fit_withinAPooledBlock_stillTellsLessFromMore() {
    var outcomes = new ArrayList<Isotonic.Outcome>();
    for (int i = 0; i < 400; i++) {
      outcomes.add(new Isotonic.Outcome(i / 100.0, i % 4 == 0 || i >= 200, 1, i));
    }
    var calibration = Isotonic.fit(outcomes);

    assertThat(calibration.at(0.5).probability()).isCloseTo(0.25f, within(0.02f));
    assertThat(calibration.at(1.5).probability()).isGreaterThan(calibration.at(0.5).probability());
    assertThat(calibration.at(1.9).probability()).isGreaterThan(calibration.at(1.5).probability());
    assertThat(calibration.at(9).probability()).isEqualTo(1);
  }

  @Test
  void wilson_noTrials_saysNothing() {
    assertThat(Wilson.lower(0.5, 0, Wilson.ONE_SIDED_95)).isZero();
    assertThat(Wilson.upper(0.5, 0, Wilson.ONE_SIDED_95)).isEqualTo(1);
  }

  @Test
  void wilson_fiftyNineOfFiftyNine_stillAllowsForFailure() {
    assertThat(Wilson.lower(1, 59, Wilson.ONE_SIDED_95)).isCloseTo(0.956, within(0.001));
    assertThat(Wilson.upper(1, 59, Wilson.ONE_SIDED_95)).isEqualTo(1);
  }

  private static double width(Calibration calibration) {
    var middle = calibration.at(0);
    return middle.upper() - middle.lower();
  }

  private static double truth(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }

  private static List<Isotonic.Outcome> outcomes(int count) {
    var random = new SplittableRandom(1);
    var outcomes = new ArrayList<Isotonic.Outcome>();
    for (int i = 0; i < count; i++) {
      double margin = random.nextDouble(-4, 4);
      outcomes.add(new Isotonic.Outcome(margin, random.nextDouble() < truth(margin), 1, i));
    }
    return outcomes;
  }
}
