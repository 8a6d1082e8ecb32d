package io.aionyx.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals are simulated: seeded generators with a known truth. */
class LiveForecastTest {
  private static final long STEP = LiveForecast.STEP_MILLIS;
  private static final int DAY = 288;

  private final LiveForecast live = new LiveForecast();

  /** Feeds values at the steps up to a count, refitting as an owner would. */
  private void feed(int from, int to, IntToDoubleFunction value) {
    for (int i = from; i < to; i++) {
      live.observe((i + 1) * STEP, (float) value.applyAsDouble(i));
      if (live.due()) {
        live.use(Forecaster.fit(live.past()));
      }
    }
  }

  private Outlook outlook() {
    return Objects.requireNonNull(live.outlook());
  }

  private static double load(int step) {
    return 100 + 40 * Math.sin(2 * Math.PI * step / DAY) + 15 * Math.sin(4 * Math.PI * step / DAY);
  }

  @Test
  void outlook_ofOneValue_isThatValue() {
    feed(0, 1, i -> 42);
    assertThat(outlook().at(3 * STEP, 50)).isCloseTo(42, within(0.1));
    assertThat(outlook().at(Duration.ofDays(30).toMillis(), 50)).isCloseTo(42, within(0.1));
  }

  @Test
  void outlook_ofADailyLoad_followsItAtEveryLead() {
    feed(0, 10 * DAY, LiveForecastTest::load);
    for (int lead : new int[] {1, 6, 12, 100, DAY, 2 * DAY + 77, 30 * DAY + 40}) {
      double truth = load(10 * DAY - 1 + lead);
      assertThat(outlook().at((10L * DAY + lead) * STEP, 50)).isCloseTo(truth, within(6.0));
    }
  }

  @Test
  void outlook_afterALevelShift_startsFromWhereTheSignalIs() {
    IntToDoubleFunction shifted = i -> load(i) + (i > 10 * DAY - 8 ? 60 : 0);
    feed(0, 10 * DAY, shifted);
    double truth = shifted.applyAsDouble(10 * DAY + 5);
    assertThat(outlook().at((10L * DAY + 6) * STEP, 50)).isCloseTo(truth, within(25.0));
  }

  @Test
  void scores_ofANoisyLoad_beatYesterdayAndHoldTheTruthNineTimesOfTen() {
    var random = new Random(7);
    var values = new double[21 * DAY];
    double lingering = 0;
    for (int i = 0; i < values.length; i++) {
      lingering = 0.97 * lingering + random.nextGaussian();
      values[i] = load(i) + lingering + 2 * random.nextGaussian();
    }
    double yesterday = 0;
    double ours = 0;
    for (int i = 0; i < values.length; i++) {
      feed(i, i + 1, at -> values[at]);
      if (i >= 14 * DAY) {
        yesterday += Math.abs(values[i] - values[i - DAY]);
        ours += Math.abs(values[i] - live.forecastThen((i + 1) * STEP, 50));
      }
    }
    assertThat(ours).isLessThan(0.6 * yesterday);

    Score near = live.nearScore();
    Score far = live.farScore();
    assertThat(near.errors() / near.truths()).isBetween(0.01, 0.04);
    assertThat(far.errors() / far.truths()).isBetween(0.02, 0.07);
    assertThat(near.inside() / near.count()).isBetween(0.84, 0.96);
    assertThat(far.inside() / far.count()).isBetween(0.80, 1.0);
  }

  @Test
  void reaches_ofALeak_saysWhenWithinBounds() {
    var random = new Random(3);
    IntToDoubleFunction leak = i -> 0.4 + 0.005 * i + 0.002 * random.nextGaussian();
    feed(0, 60, leak);

    long truth = (long) ((1 - 0.4) / 0.005 * STEP);
    long median = outlook().reaches(1, 50).orElseThrow();
    assertThat(median).isBetween(truth - 3 * 3_600_000L, truth + 6 * 3_600_000L);
    assertThat(outlook().reaches(1, 95).orElseThrow()).isLessThanOrEqualTo(median);
    assertThat(outlook().reaches(1, 5).orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(median);
  }

  @Test
  void reaches_ofAFlatSignal_isEmpty() {
    var random = new Random(3);
    feed(0, 20 * DAY, i -> 0.5 + 0.02 * random.nextGaussian());
    assertThat(outlook().reaches(1, 95)).isEmpty();
  }

  @Test
  void reaches_ofADiskThatFillsForWeeks_saysTheDay() {
    var random = new Random(5);
    feed(0, 21 * DAY, i -> 0.3 + 0.01 * i / DAY + 0.0005 * random.nextGaussian());
    double days = (outlook().reaches(1, 50).orElseThrow() - 21L * DAY * STEP) / 86_400_000.0;
    assertThat(days).isBetween(42.0, 56.0);
  }

  @Test
  void outlook_ofASawtooth_forgetsTheClimbAfterTheReset() {
    IntToDoubleFunction sawtooth = i -> 0.2 + 0.01 * (i % 70);
    feed(0, 75, sawtooth);
    assertThat(outlook().at((75L + 3) * STEP, 50)).isLessThan(0.4);
  }

  @Test
  void at_percentiles_areInOrder() {
    var random = new Random(11);
    feed(0, 8 * DAY, i -> load(i) * Math.exp(0.1 * random.nextGaussian()));
    for (int lead = 0; lead < 20 * DAY; lead += 97) {
      long at = (8L * DAY + lead) * STEP;
      assertThat(outlook().at(at, 5)).isLessThanOrEqualTo(outlook().at(at, 50));
      assertThat(outlook().at(at, 50)).isLessThanOrEqualTo(outlook().at(at, 95));
    }
  }

  @Test
  void path_ofATrendOnALogarithmicScale_doesNotExplodeInNinetyDays() {
    feed(0, 14 * DAY, i -> 100 * Math.exp(0.1 * i / DAY));
    double now = 100 * Math.exp(1.4);
    double far = outlook().at(14L * DAY * STEP + Duration.ofDays(90).toMillis(), 50);
    assertThat(far).isBetween(2 * now, 15 * now);
  }

  @Test
  void outlook_afterHoursOfSilence_goesOn() {
    feed(0, 5 * DAY, LiveForecastTest::load);
    feed(5 * DAY + 100, 5 * DAY + 112, LiveForecastTest::load);
    double truth = load(5 * DAY + 112 + 5);
    assertThat(outlook().at((5L * DAY + 112 + 6) * STEP, 50)).isCloseTo(truth, within(12.0));
  }

  @Test
  void use_ofAFitMadeHoursAgo_isTheSameWheneverItWasMade() {
    feed(0, 60 * 12, LiveForecastTest::load);
    var late = Forecaster.fit(live.past());
    feed(60 * 12, 63 * 12, LiveForecastTest::load);
    live.use(late);
    double truth = load(63 * 12 + 5);
    assertThat(outlook().at((63L * 12 + 6) * STEP, 50)).isCloseTo(truth, within(15.0));
  }

  /** Before and after the first fit, and while one is being made. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40, 60 * 12, 10 * DAY + 7})
  void read_ofWhatWasWritten_goesOnAsIfNothingHadHappened(int steps) {
    var random = new Random(13);
    var noise = random.doubles(steps + 400).toArray();
    IntToDoubleFunction noisy = i -> load(i) + 5 * noise[i];
    feed(0, steps, noisy);
    var restored = new LiveForecastTest();
    restored.live.read(new StateReader(written()));
    for (long ahead : new long[] {0, 6, 300, 20 * DAY}) {
      long at = (steps + ahead) * STEP;
      assertThat(restored.outlook().at(at, 95)).isEqualTo(outlook().at(at, 95));
    }

    feed(steps, steps + 400, noisy);
    restored.feed(steps, steps + 400, noisy);

    for (long ahead : new long[] {0, 6, 300, 20 * DAY}) {
      long at = (steps + 400 + ahead) * STEP;
      assertThat(restored.outlook().at(at, 5)).isEqualTo(outlook().at(at, 5));
    }
    assertThat(restored.live.nearScore().errors()).isEqualTo(live.nearScore().errors());
    assertThat(restored.live.forecastThen((steps + 200) * STEP, 50))
        .isEqualTo(live.forecastThen((steps + 200) * STEP, 50));
  }

  private ByteBuffer written() {
    var bytes = new ByteArrayOutputStream();
    var state = new StateWriter(bytes);
    live.write(state);
    state.flush();
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  @Test
  void read_whileAFitWasBeingMade_isDueAgain() {
    for (int i = 0; !live.due(); i++) {
      live.observe((i + 1) * STEP, (float) load(i));
    }
    live.past();
    var restored = new LiveForecast();
    restored.read(new StateReader(written()));
    assertThat(live.due()).isFalse();
    assertThat(restored.due()).isTrue();
  }

  @Test
  void forecastThen_isWhatWasSaidHalfAnHourBefore() {
    feed(0, 100, i -> 10 + i);
    double said = outlook().at(106 * STEP, 50);
    feed(100, 106, i -> 10 + i);
    assertThat(live.forecastThen(106 * STEP, 50)).isCloseTo(said, within(1e-3));
    assertThat(live.forecastThen(500 * STEP, 50)).isNaN();
  }
}
