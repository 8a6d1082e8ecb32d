package io.aionyx.core.forecast;

import java.util.Arrays;

/**
 * Fits a forecast to the past of one signal.
 *
 * <p>What: a weighted mean of two simple forecasts on the signal's {@link Scale}. One is a season
 * of day and week plus an autoregression of what the season leaves over; the other is yesterday,
 * corrected by an autoregression of day-over-day differences. The first knows the week and returns
 * to what is usual, the second follows a level that has moved; their errors differ, so their mean
 * errs less than either. A trend that stands out is carried on in both.
 *
 * <p>Intervals are split conformal by lead: the scores are the errors of forecasts from earlier
 * ends of the same past [2], so they hold whatever the errors' distribution.
 *
 * <p>Cold start: below two days of past the forecast is the last value, with intervals from the
 * steps seen; below two weeks the weekly part of the season is held down by its penalty.
 *
 * <p>Cost: about a millisecond for 1,000 values; nothing of the past is kept but its last two days.
 *
 * <p>[1] Makridakis, Spiliotis, Assimakopoulos: The M4 competition, IJF 36, 2020: combinations of
 * simple methods beat their parts. [2] Vovk, Gammerman, Shafer: Algorithmic learning in a random
 * world, 2005.
 */
public final class Forecaster {
  private static final double SEASON_PENALTY = 0.5;

  private Forecaster() {}

  /** A forecast from the end of the past on, where every day is as usual. */
  public static Forecast fit(Past past) {
    return fit(past, Calendar.EMPTY);
  }

  /** A forecast from the end of the past on; below two days of past the calendar says nothing. */
  public static Forecast fit(Past past, Calendar calendar) {
    Scale scale = Scale.of(past.values());
    double[] series = Gaps.fill(past, scale);
    if (series.length < 2 * past.day() + 3) {
      return Forecast.ofLastValue(past, scale, series);
    }
    double trendPerDay = Trend.perDay(series, past.day(), scale);
    double[] level = withoutTrend(series, trendPerDay / past.day());
    divide(level, past, scale, calendar);
    Season season = season(past, level, calendar);
    double[] usual = usual(level, past, season, calendar);
    Forecast median = median(past, scale, season, calendar, usual);
    return median.with(trendPerDay, Intervals.calibrate(usual, median, past.day()));
  }

  /** The series as it would have been at its last level all along. */
  private static double[] withoutTrend(double[] series, double trendPerStep) {
    var level = new double[series.length];
    for (int t = 0; t < series.length; t++) {
      level[t] = series[t] + trendPerStep * (series.length - 1 - t);
    }
    return level;
  }

  /** Takes the factors of occasions out, in place. */
  private static void divide(double[] series, Past past, Scale scale, Calendar calendar) {
    for (int t = 0; t < series.length; t++) {
      series[t] = scale.times(series[t], 1 / calendar.at(past.momentOf(t)).factor());
    }
  }

  /** The series as it would have been without occasions. */
  private static double[] usual(double[] series, Past past, Season season, Calendar calendar) {
    var usual = series.clone();
    for (int t = 0; t < series.length; t++) {
      long moment = past.momentOf(t);
      long shift = calendar.at(moment).shiftMillis(moment);
      usual[t] += shift == 0 ? 0 : season.at(moment) - season.at(moment + shift);
    }
    return usual;
  }

  private static Forecast median(
      Past past, Scale scale, Season season, Calendar calendar, double[] series) {
    int day = past.day();
    var rest = new double[series.length];
    var difference = new double[series.length];
    for (int t = 0; t < series.length; t++) {
      rest[t] = series[t] - season.at(past.momentOf(t));
      difference[t] = t < day ? 0 : series[t] - series[t - day];
    }
    return new Forecast(
        past.endMillis(),
        past.endMillis(),
        past.stepMillis(),
        scale,
        calendar,
        season,
        Recursion.fit(rest, 0, day),
        Recursion.fit(difference, day, day),
        0,
        Packed.of(Arrays.copyOfRange(series, series.length - 2 * day - 2, series.length)),
        Intervals.NONE);
  }

  private static Season season(Past past, double[] series, Calendar calendar) {
    double mean = Arrays.stream(series).average().orElse(0);
    int columns = Season.columns() + 1;
    var ridge = new Ridge(columns);
    var row = new double[columns];
    row[0] = 1;
    for (int t = 0; t < series.length; t++) {
      long moment = past.momentOf(t);
      Season.basis(moment + calendar.at(moment).shiftMillis(moment), row, 1);
      ridge.add(row, series[t] - mean, 1);
    }
    var penalty = new double[columns];
    Arrays.fill(penalty, SEASON_PENALTY);
    penalty[0] = 1e-9;
    double[] weights = ridge.solve(penalty);
    return new Season(mean + weights[0], Packed.of(Arrays.copyOfRange(weights, 1, columns)));
  }
}
