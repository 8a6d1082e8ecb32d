package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/**
 * What a signal will be, from the end of its past on. Immutable, and compact: see {@link #bytes}.
 */
public final class Forecast {
  /** Weight of the seasonal forecast against yesterday's, the rest. */
  private static final double SEASONAL = 0.6;

  private final long fittedMillis;
  private final long endMillis;
  private final long stepMillis;
  private final Scale scale;
  private final Calendar calendar;
  private final Season season;
  private final Recursion rest;
  private final Recursion difference;
  private final double trendPerDay;
  private final Packed recent;
  private final Intervals intervals;

  Forecast(
      long fittedMillis,
      long endMillis,
      long stepMillis,
      Scale scale,
      Calendar calendar,
      Season season,
      Recursion rest,
      Recursion difference,
      double trendPerDay,
      Packed recent,
      Intervals intervals) {
    this.fittedMillis = fittedMillis;
    this.endMillis = endMillis;
    this.stepMillis = stepMillis;
    this.scale = scale;
    this.calendar = calendar;
    this.season = season;
    this.rest = rest;
    this.difference = difference;
    this.trendPerDay = trendPerDay;
    this.recent = recent;
    this.intervals = intervals;
  }

  static Forecast ofLastValue(Past past, Scale scale, double[] series) {
    double last = series.length == 0 ? Double.NaN : series[series.length - 1];
    int day = past.day();
    var flat = new double[2 * day + 2];
    Arrays.fill(flat, last);
    return new Forecast(
        past.endMillis(),
        past.endMillis(),
        past.stepMillis(),
        scale,
        Calendar.EMPTY,
        new Season(last, Packed.of(new double[Season.columns()])),
        Recursion.NONE,
        Recursion.NONE,
        0,
        Packed.of(flat),
        Intervals.NONE);
  }

  Forecast with(double growthPerDay, Intervals measured) {
    return new Forecast(
        fittedMillis,
        endMillis,
        stepMillis,
        scale,
        calendar,
        season,
        rest,
        difference,
        growthPerDay,
        recent,
        measured);
  }

  /** This forecast as it would have been made at an earlier value of its past. */
  Forecast from(double[] series, int end) {
    return at(
        endMillis - (series.length - 1 - end) * stepMillis,
        Arrays.copyOfRange(series, end + 1 - recent.size(), end + 1));
  }

  /**
   * This forecast after one more value, with the weights it has.
   *
   * @param value NaN where it is not known; then what was forecast stands for it
   */
  public Forecast next(float value) {
    double expected = modelled(1)[0];
    double added = Float.isNaN(value) ? expected : scale.in(value) - effect(momentOf(1));
    double[] values = recent.unpacked(recent.size() + 1);
    values[recent.size()] = added - grown(1);
    return at(endMillis + stepMillis, Arrays.copyOfRange(values, 1, values.length));
  }

  private Forecast at(long newEndMillis, double[] newRecent) {
    return new Forecast(
        fittedMillis,
        newEndMillis,
        stepMillis,
        scale,
        calendar,
        season,
        rest,
        difference,
        trendPerDay,
        Packed.of(newRecent),
        intervals);
  }

  /** The moment of the last value this forecast knows. */
  public long endMillis() {
    return endMillis;
  }

  public long stepMillis() {
    return stepMillis;
  }

  /** The median at each of the next steps. */
  public double[] path(int steps) {
    double[] modelled = modelled(steps);
    for (int i = 0; i < steps; i++) {
      modelled[i] = scale.out(modelled[i] + effect(momentOf(i + 1)));
    }
    return modelled;
  }

  /**
   * A quantile at each of the next steps.
   *
   * @param percentile 5, 50 or 95
   */
  public double[] path(int steps, int percentile) {
    double[] modelled = modelled(steps);
    for (int i = 0; i < steps; i++) {
      double median = modelled[i] + effect(momentOf(i + 1));
      modelled[i] = scale.out(median + intervals.offset(i + 1, day(), percentile));
    }
    return modelled;
  }

  private int day() {
    return recent.size() / 2 - 1;
  }

  /** What an occasion adds to the value of a step, on the modelled scale. */
  private double effect(long millis) {
    Occasion occasion = calendar.at(millis);
    return occasion == Occasion.NONE ? 0 : effect(occasion, occasion.shiftMillis(millis), millis);
  }

  /** Whether anything is known beforehand. */
  boolean occasional() {
    return !calendar.occasions().isEmpty();
  }

  /** The same at any moment: steps are means, so each stands at its middle. */
  double effectWithin(long millis) {
    Occasion occasion = calendar.at(millis);
    if (occasion == Occasion.NONE) {
      return 0;
    }
    long shift = occasion.shiftMillis(millis);
    long middle = millis - stepMillis / 2;
    long before = Math.floorDiv(middle, stepMillis) * stepMillis;
    double share = (middle - before) / (double) stepMillis;
    return (1 - share) * effect(occasion, shift, before)
        + share * effect(occasion, shift, before + stepMillis);
  }

  private double effect(Occasion occasion, long shiftMillis, long millis) {
    return scale.times(season.at(millis + shiftMillis), occasion.factor()) - season.at(millis);
  }

  /** The median at each of the next steps on the modelled scale, as if no day were an occasion. */
  double[] modelled(int steps) {
    int day = day();
    int known = recent.size();
    var left = new double[known + steps];
    var change = new double[known + steps];
    double[] value = recent.unpacked(known + steps);
    for (int t = 0; t < known; t++) {
      left[t] = value[t] - season.at(momentOf(t - known + 1));
      change[t] = t < day ? 0 : value[t] - value[t - day];
    }
    var path = new double[steps];
    for (int i = 0; i < steps; i++) {
      int t = known + i;
      left[t] = rest.next(left, t, day);
      change[t] = difference.next(change, t, day);
      value[t] = value[t - day] + change[t];
      path[i] =
          SEASONAL * (season.at(momentOf(i + 1)) + left[t])
              + (1 - SEASONAL) * value[t]
              + grown(i + 1);
    }
    return path;
  }

  /** What the trend has added since the fit, some steps from the end. */
  double grown(double stepsAhead) {
    double steps = (endMillis - fittedMillis) / (double) stepMillis + stepsAhead;
    return scale.grown(trendPerDay * steps / day());
  }

  /** The last value it knows, as it is modelled and as if no day were an occasion. */
  double last() {
    return recent.at(recent.size() - 1) + grown(0);
  }

  Scale scale() {
    return scale;
  }

  double offset(double stepsAhead, int percentile) {
    return intervals.offset((int) Math.round(stepsAhead), day(), percentile);
  }

  private long momentOf(int stepsAhead) {
    return endMillis + stepsAhead * stepMillis;
  }

  /** What the state of one forecast holds, without object headers. */
  public int bytes() {
    int recursions = 2 * 4 * Float.BYTES;
    int scalars = 3 * Long.BYTES + 3 * Double.BYTES;
    return recent.bytes()
        + season.coefficients().bytes()
        + recursions
        + scalars
        + intervals.bytes();
  }

  void write(StateWriter state) {
    state.number(fittedMillis);
    state.number(endMillis);
    state.number(stepMillis);
    scale.write(state);
    season.write(state);
    rest.write(state);
    difference.write(state);
    state.real(trendPerDay);
    recent.write(state);
    intervals.write(state);
  }

  static Forecast read(StateReader state, Calendar calendar) {
    return new Forecast(
        state.number(),
        state.number(),
        state.number(),
        Scale.read(state),
        calendar,
        Season.read(state),
        Recursion.read(state),
        Recursion.read(state),
        state.real(),
        Packed.read(state),
        Intervals.read(state));
  }
}
