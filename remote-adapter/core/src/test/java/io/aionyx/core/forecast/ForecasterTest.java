package io.aionyx.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final long HOUR = 3_600_000;

  private static Past past(int hours, IntToDoubleFunction value) {
    var values = new float[hours];
    for (int t = 0; t < hours; t++) {
      values[t] = (float) value.applyAsDouble(t);
    }
    return new Past(0, HOUR, values);
  }

  private static double daily(int hour) {
    return 100 + 40 * Math.sin(2 * Math.PI * hour / 24);
  }

  @Test
  void fit_dailySeason_isContinued() {
    double[] path = Forecaster.fit(past(21 * 24, ForecasterTest::daily)).path(48);

    for (int i = 0; i < 48; i++) {
      assertThat(path[i]).isCloseTo(daily(21 * 24 + i), within(2.0));
    }
  }

  @Test
  void fit_quietWeekend_isExpectedAgain() {
    IntToDoubleFunction load = t -> daily(t) * (t / 24 % 7 >= 5 ? 0.3 : 1);

    double[] path = Forecaster.fit(past(33 * 24, load)).path(24);

    // Day 33 is a sixth day of the week: yesterday alone would promise three times what comes.
    double error = 0;
    double errorOfYesterday = 0;
    for (int i = 0; i < 24; i++) {
      double truth = load.applyAsDouble(33 * 24 + i);
      error += Math.abs(path[i] - truth);
      errorOfYesterday += Math.abs(load.applyAsDouble(32 * 24 + i) - truth);
    }
    assertThat(error).isLessThan(0.5 * errorOfYesterday);
  }

  @Test
  void fit_steadyGrowth_goesOn() {
    double[] path = Forecaster.fit(past(14 * 24, t -> 1000 + t)).path(48);

    assertThat(path[47]).isCloseTo(1000 + 14 * 24 + 47, within(10.0));
  }

  @Test
  void fit_constant_staysWithoutWidth() {
    var forecast = Forecaster.fit(past(14 * 24, t -> 7));

    assertThat(forecast.path(48)[47]).isCloseTo(7, within(0.01));
    assertThat(forecast.path(48, 95)[47] - forecast.path(48, 5)[47]).isLessThan(0.1);
  }

  @Test
  void fit_lessThanTwoDays_repeatsTheLastValue() {
    var forecast = Forecaster.fit(past(10, t -> t));

    assertThat(forecast.path(3)).containsOnly(forecast.path(1)[0]);
    assertThat(forecast.path(1)[0]).isCloseTo(9, within(0.01));
  }

  @Test
  void fit_nothingKnown_isUnknown() {
    assertThat(Forecaster.fit(past(100, t -> Double.NaN)).path(2)).containsOnly(Double.NaN);
  }

  @Test
  void fit_gaps_doNotBendTheSeason() {
    var full = Forecaster.fit(past(21 * 24, ForecasterTest::daily)).path(24);
    var gappy = Forecaster.fit(past(21 * 24, t -> t % 50 < 6 ? Double.NaN : daily(t))).path(24);

    for (int i = 0; i < 24; i++) {
      assertThat(gappy[i]).isCloseTo(full[i], within(3.0));
    }
  }

  @Test
  void fit_loadThatIdles_neverGoesBelowZero() {
    var random = new SplittableRandom(3);
    var past = past(21 * 24, t -> t % 24 < 12 ? 0 : 5 * random.nextDouble());

    assertThat(Arrays.stream(Forecaster.fit(past).path(48, 5))).allMatch(value -> value >= 0);
  }

  @Test
  void path_farAhead_staysFinite() {
    var random = new SplittableRandom(5);
    var past = past(30 * 24, t -> daily(t) + 10 * random.nextDouble());

    assertThat(Arrays.stream(Forecaster.fit(past).path(90 * 24)))
        .allMatch(value -> value > 0 && value < 1000);
  }

  @Test
  void intervals_noisySeason_holdTheTruthNineTimesOfTen() {
    int inside = 0;
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var all = past(30 * 24 + 48, t -> daily(t) * Math.exp(0.1 * random.nextGaussian()));
      var known = new float[30 * 24];
      System.arraycopy(all.values(), 0, known, 0, known.length);
      var forecast = Forecaster.fit(new Past(0, HOUR, known));
      double[] low = forecast.path(48, 5);
      double[] high = forecast.path(48, 95);
      for (int i = 0; i < 48; i++) {
        float truth = all.values()[known.length + i];
        inside += truth >= low[i] && truth <= high[i] ? 1 : 0;
      }
    }

    assertThat(inside / (40.0 * 48)).isBetween(0.86, 0.96);
  }

  @Test
  void bytes_hourly_areBelowFourHundred() {
    assertThat(Forecaster.fit(past(21 * 24, ForecasterTest::daily)).bytes()).isLessThan(400);
  }

  @Test
  void past_oddStep_isRefused() {
    assertThatThrownBy(() -> new Past(0, 7 * HOUR, new float[3])).hasMessageContaining("divide");
  }
}
