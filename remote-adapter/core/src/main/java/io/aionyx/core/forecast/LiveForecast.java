package io.aionyx.core.forecast;

import io.aionyx.core.forecast.Drift.Slope;
import io.aionyx.core.forecast.Nowcast.Carried;
import io.aionyx.core.forecast.Outlook.Bounds;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of one signal, kept up to date: fed every five minutes, refitted once a day.
 *
 * <p>Time is the data's: the same values give the same forecasts at any speed. Not thread-safe; a
 * fit may run elsewhere on {@link #past} and be brought in by {@link #use}.
 *
 * <p>Cold start: from the first value on the forecast is the last hour's mean, the deviation of the
 * last minutes and a drift that stands out; from 51 hours on it has a season of the day, from two
 * weeks on one of the week.
 */
public final class LiveForecast {
  /** The time between two values. */
  public static final long STEP_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Leads at which forecasts are held against what comes. */
  public static final Duration NEAR = Duration.ofMinutes(30);

  public static final Duration FAR = Duration.ofDays(1);

  private static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final int FIT_HOURS = 51;
  private static final int REFIT_HOURS = 24;

  private final Calendar calendar;
  private final Hours hours = new Hours();
  private final Pending near = new Pending(STEP_MILLIS, 288 + 7);
  private final Pending far = new Pending(Hours.HOUR_MILLIS, 25);
  private final Score nearScore = new Score(288);
  private final Score farScore = new Score(24);
  private Nowcast nowcast = new Nowcast();
  private Drift drift = new Drift();
  private Trust trust = new Trust();
  private Reach nearReach = new Reach();
  private Reach farReach = new Reach();
  private @Nullable Forecast forecast;
  private double[] path = {};
  private double quarter;
  private int inQuarter;
  private boolean due;
  private boolean fitting;
  private @Nullable Outlook outlook;

  public LiveForecast() {
    this(Calendar.EMPTY);
  }

  /**
   * @param calendar what is known of the days to come and of those that were
   */
  public LiveForecast(Calendar calendar) {
    this.calendar = calendar;
  }

  /** What a fit to {@link #past} has to know of beside it. */
  public Calendar calendar() {
    return calendar;
  }

  /**
   * Takes the mean of the five minutes up to a moment.
   *
   * @param atMillis a multiple of {@link #STEP_MILLIS}, after the one before
   */
  public void observe(long atMillis, float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return;
    }
    long hour = Math.floorDiv(atMillis - STEP_MILLIS, Hours.HOUR_MILLIS);
    if (!hours.started()) {
      hours.start(hour);
    }
    while (hours.current() < hour) {
      close();
    }
    hours.add(value);
    Forecast base = forecast == null ? first(hour, value) : forecast;
    if (near.has(atMillis)) {
      near.meet(atMillis, value);
      meet(base.scale(), atMillis, value);
    }
    trust.meet(atMillis, base.scale().in(value));
    deviate(base, atMillis, base.scale().in(value));
    issue(atMillis);
  }

  private Forecast first(long hour, float value) {
    var known = new float[] {value};
    Forecast flat =
        Forecaster.fit(new Past((hour - 1) * Hours.HOUR_MILLIS, Hours.HOUR_MILLIS, known));
    path = Outlook.path(flat);
    forecast = flat;
    return flat;
  }

  private void close() {
    float mean = hours.close();
    boolean cold = hours.size() < FIT_HOURS;
    if (forecast != null) {
      move(cold ? Forecaster.fit(hours.past()) : forecast.next(mean));
    }
    due |= hours.size() >= FIT_HOURS && (hours.size() - FIT_HOURS) % REFIT_HOURS == 0;
  }

  /** Puts another path under what is known of the present. */
  private void move(Forecast to) {
    Forecast from = forecast;
    double[] newPath = Outlook.path(to);
    if (from != null && from.scale().logarithmic() == to.scale().logarithmic()) {
      long now = hours.current() * Hours.HOUR_MILLIS;
      double down = Outlook.along(from, path, now) - Outlook.along(to, newPath, now);
      nowcast.shift(down);
      drift.shift(down);
    } else {
      nowcast = new Nowcast();
      drift = new Drift();
      trust = new Trust();
      nearReach = new Reach();
      farReach = new Reach();
    }
    forecast = to;
    path = newPath;
  }

  private void meet(Scale scale, long atMillis, double value) {
    nearReach.observe(scale.in(value) - scale.in(near.at(atMillis, 50)));
    score(nearScore, near, atMillis, value);
    if (atMillis % Hours.HOUR_MILLIS == 0 && far.has(atMillis)) {
      farReach.observe(scale.in(value) - scale.in(far.at(atMillis, 50)));
      score(farScore, far, atMillis, value);
    }
  }

  private static void score(Score score, Pending issued, long atMillis, double value) {
    score.observe(value, issued.at(atMillis, 50), issued.at(atMillis, 5), issued.at(atMillis, 95));
  }

  private void deviate(Forecast base, long atMillis, double modelled) {
    double deviation = modelled - Outlook.along(base, path, atMillis);
    nowcast.observe(deviation);
    quarter += deviation;
    inQuarter++;
    if (atMillis % QUARTER_MILLIS == 0) {
      drift.observe(quarter / inQuarter);
      quarter = 0;
      inQuarter = 0;
    }
  }

  private void issue(long atMillis) {
    Slope slope = slope();
    if (slope.stands()) {
      trust.put(atMillis + NEAR.toMillis(), seen(atMillis, slope), seen(atMillis, Slope.NONE));
    }
    Outlook next = trusted(atMillis, slope);
    near.put(atMillis + NEAR.toMillis(), next);
    if (atMillis % Hours.HOUR_MILLIS == 0) {
      far.put(atMillis + FAR.toMillis(), next);
    }
    outlook = next;
  }

  private Outlook trusted(long atMillis, Slope slope) {
    return seen(atMillis, trust.given() ? slope : Slope.NONE);
  }

  /** A season that is known explains most slopes; only what leaves it altogether is a drift. */
  private Slope slope() {
    boolean possible = hours.size() < FIT_HOURS || nowcast.unheardOf();
    return possible ? drift.slope(Objects.requireNonNull(forecast).scale()) : Slope.NONE;
  }

  private Outlook seen(long atMillis, Slope slope) {
    return new Outlook(
        atMillis,
        Objects.requireNonNull(forecast),
        path,
        carried(),
        slope,
        new Bounds(nearReach.lower(), nearReach.upper()),
        farReach.known()
            ? new Bounds(farReach.lower(), farReach.upper())
            : new Bounds(2 * nearReach.lower(), 2 * nearReach.upper()));
  }

  /** Where no season is known there is nothing to return to. */
  private Carried carried() {
    return hours.size() < FIT_HOURS ? nowcast.lasting() : nowcast.carried();
  }

  /** What it will be, as seen from the last value; null before the first. */
  public @Nullable Outlook outlook() {
    return outlook;
  }

  /**
   * What was forecast half an hour before a moment of the last day; NaN where that is not known.
   *
   * @param atMillis a multiple of {@link #STEP_MILLIS}
   * @param percentile 5, 50 or 95
   */
  public double forecastThen(long atMillis, int percentile) {
    return near.at(atMillis, percentile);
  }

  /**
   * The value at a moment of the last day, from half an hour after the first; NaN where there was
   * none.
   *
   * @param atMillis a multiple of {@link #STEP_MILLIS}
   */
  public float valueThen(long atMillis) {
    return near.truth(atMillis);
  }

  /** Whether a fit is due: after the first 51 hours, and then every day. */
  public boolean due() {
    return due;
  }

  /** A copy of the hours known, for a fit elsewhere. */
  public Past past() {
    due = false;
    fitting = true;
    return hours.past();
  }

  /** Takes up a fit to {@link #past}, brought up to what has been seen since. */
  public void use(Forecast fitted) {
    fitting = false;
    Forecast current = fitted;
    long hour = fitted.endMillis() / Hours.HOUR_MILLIS + 1;
    for (; hour < hours.current(); hour++) {
      current = current.next(hours.at(hour));
    }
    move(current);
    farReach.expect(current.offset(24, 5), current.offset(24, 95));
  }

  /** Half an hour ahead. */
  public Score nearScore() {
    return nearScore;
  }

  /** A day ahead. */
  public Score farScore() {
    return farScore;
  }

  /** Writes everything that later forecasts depend on, but for the calendar. */
  public void write(StateWriter state) {
    hours.write(state);
    near.write(state);
    far.write(state);
    nearScore.write(state);
    farScore.write(state);
    nowcast.write(state);
    drift.write(state);
    trust.write(state);
    nearReach.write(state);
    farReach.write(state);
    state.real(quarter);
    state.integer(inQuarter);
    state.flag(due || fitting);
    state.flag(forecast != null && outlook != null);
    if (forecast != null && outlook != null) {
      forecast.write(state);
      state.number(outlook.atMillis());
    }
  }

  /**
   * Goes on, in a new one, where a written one was. A fit that was being made then is due again.
   *
   * @throws IllegalArgumentException if that is not possible; this one is then of no use
   */
  public void read(StateReader state) {
    hours.read(state);
    near.read(state);
    far.read(state);
    nearScore.read(state);
    farScore.read(state);
    nowcast.read(state);
    drift.read(state);
    trust.read(state);
    nearReach.read(state);
    farReach.read(state);
    quarter = state.real();
    inQuarter = state.integer();
    due = state.flag();
    if (state.flag()) {
      Forecast known = Forecast.read(state, calendar);
      path = Outlook.path(known);
      forecast = known;
      outlook = trusted(state.number(), slope());
    }
  }
}
