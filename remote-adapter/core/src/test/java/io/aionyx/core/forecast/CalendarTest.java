package io.aionyx.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Loads are simulated: offices that are nearly empty on Sundays and on holidays. */
class CalendarTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** A Monday. */
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private static final int DAYS = 24;

  /** The Thursday after the past ends. */
  private static final long THURSDAY = START + 24 * DAY;

  private static double usual(long millis) {
    boolean sunday = Math.floorMod(millis - START, 7 * DAY) >= 6 * DAY;
    double hour = Math.floorMod(millis, DAY) / (double) HOUR;
    return (sunday ? 20 : 100) * (1.5 - Math.cos(2 * Math.PI * hour / 24));
  }

  private static double sunday(long millis) {
    return usual(START + 6 * DAY + Math.floorMod(millis, DAY));
  }

  private static Past past(List<Occasion> happened) {
    var random = new Random(1);
    var values = new float[24 * DAYS];
    for (int t = 0; t < values.length; t++) {
      long at = START + t * HOUR;
      double value = happened.stream().anyMatch(o -> o.holds(at)) ? sunday(at) : usual(at);
      values[t] = (float) (value * Math.exp(0.02 * random.nextGaussian()));
    }
    return new Past(START, HOUR, values);
  }

  private static Occasion day(long start, @Nullable DayOfWeek like, double factor) {
    return new Occasion(start, start + DAY, like, factor);
  }

  /** Mean error of the first whole day ahead, as a share of what is usual. */
  private static double error(Forecast forecast, java.util.function.LongToDoubleFunction truth) {
    double[] path = forecast.path(24);
    double error = 0;
    double level = 0;
    for (int i = 0; i < 24; i++) {
      long at = THURSDAY + i * HOUR;
      error += Math.abs(path[i] - truth.applyAsDouble(at));
      level += usual(at);
    }
    return error / level;
  }

  @Test
  void holidayAhead_isLikeTheDayItIsSaidToBe() {
    var holiday = new Calendar(List.of(day(THURSDAY, DayOfWeek.SUNDAY, 1)));
    assertThat(error(Forecaster.fit(past(List.of()), holiday), CalendarTest::sunday))
        .isLessThan(0.1);
    assertThat(error(Forecaster.fit(past(List.of())), CalendarTest::sunday)).isGreaterThan(0.5);
  }

  @Test
  void holidayYesterday_doesNotBendToday() {
    var holiday = day(THURSDAY - DAY, DayOfWeek.SUNDAY, 1);
    Past past = past(List.of(holiday));
    double known = error(Forecaster.fit(past, new Calendar(List.of(holiday))), CalendarTest::usual);
    double unknown = error(Forecaster.fit(past), CalendarTest::usual);
    assertThat(known).isLessThan(0.15).isLessThan(0.5 * unknown);
  }

  @Test
  void saleAhead_isAsManyTimesTheUsual() {
    var sale = new Calendar(List.of(day(THURSDAY, null, 2.5)));
    assertThat(error(Forecaster.fit(past(List.of()), sale), at -> 2.5 * usual(at)))
        .isLessThan(0.25);
  }

  @Test
  void dayAfterTheHoliday_isUsualAgain() {
    var holiday = new Calendar(List.of(day(THURSDAY, DayOfWeek.SUNDAY, 1)));
    double[] path = Forecaster.fit(past(List.of()), holiday).path(48);
    for (int i = 24; i < 48; i++) {
      double truth = usual(THURSDAY + i * HOUR);
      assertThat(path[i]).isCloseTo(truth, within(0.2 * truth));
    }
  }

  @Test
  void live_throughAHoliday_isNotSurprisedAndGoesOn() {
    var holiday = day(THURSDAY, DayOfWeek.SUNDAY, 1);
    double known = errorHalfAnHourAhead(new LiveForecast(new Calendar(List.of(holiday))), holiday);
    double unknown = errorHalfAnHourAhead(new LiveForecast(), holiday);
    assertThat(known).isLessThan(0.8 * unknown);
  }

  private static double errorHalfAnHourAhead(LiveForecast live, Occasion holiday) {
    double error = 0;
    for (long at = START + LiveForecast.STEP_MILLIS;
        at <= THURSDAY + 2 * DAY;
        at += LiveForecast.STEP_MILLIS) {
      long middle = at - LiveForecast.STEP_MILLIS / 2;
      double value = holiday.holds(middle) ? sunday(middle) : usual(middle);
      if (at > THURSDAY) {
        error += Math.abs(live.forecastThen(at, 50) - value);
      }
      live.observe(at, (float) value);
      if (live.due()) {
        live.use(Forecaster.fit(live.past(), live.calendar()));
      }
    }
    assertThat(Objects.requireNonNull(live.outlook()).at(THURSDAY + 3 * DAY, 50)).isFinite();
    return error;
  }

  @Test
  void midnight_isWhereTheUserLives() {
    long start = Instant.parse("2026-12-24T23:00:00Z").toEpochMilli(); // 25 December, UTC+1
    var friday = new Occasion(start, start + DAY, DayOfWeek.SUNDAY, 1);
    assertThat(friday.shiftMillis(start)).isEqualTo(2 * DAY);
    assertThat(friday.shiftMillis(start + DAY - 1)).isEqualTo(2 * DAY);
  }

  @Test
  void occasion_thatCannotBe_isRefused() {
    assertThatThrownBy(() -> new Occasion(5, 5, null, 1)).hasMessageContaining("end after");
    assertThatThrownBy(() -> new Occasion(5, 6, null, 0)).hasMessageContaining("factor");
    assertThatThrownBy(() -> new Occasion(5, 6, null, Double.NaN)).hasMessageContaining("factor");
  }
}
