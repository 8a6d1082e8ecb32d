package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.series.Labels;
import io.aionyx.wire.SeriesLabels;

/**
 * One percentile of one forecast on the time axis: what was said half an hour before, for the last
 * day; what is said now, for what lies ahead. Immutable.
 *
 * <p>The first hours ahead are worked out beforehand, for nearly every query asks for them.
 */
public final class Line {
  public static final String NAME = "aionyx_forecast";

  static final int[] PERCENTILES = {5, 50, 95};

  private static final int PAST_STEPS = 288;
  private static final int AHEAD_STEPS = 72;

  private final Served served;
  private final int percentile;
  private final Outlook outlook;
  private final float[] near = new float[PAST_STEPS + AHEAD_STEPS + 1];
  private final long nearMillis;

  Line(Served served, LiveForecast live, Outlook outlook) {
    this.served = served;
    this.percentile = served.percentile();
    this.outlook = outlook;
    this.nearMillis = outlook.atMillis() - PAST_STEPS * LiveForecast.STEP_MILLIS;
    for (int i = 0; i < near.length; i++) {
      long at = nearMillis + i * LiveForecast.STEP_MILLIS;
      near[i] =
          (float) (i < PAST_STEPS ? live.forecastThen(at, percentile) : outlook.at(at, percentile));
    }
  }

  public Labels labels() {
    return served.labels();
  }

  public SeriesLabels onWire() {
    return served.onWire();
  }

  /** NaN where nothing was said: before the last day, or before the forecast began. */
  public double at(long millis) {
    long since = millis - nearMillis;
    if (since < 0) {
      return Double.NaN;
    }
    int step = (int) Math.min(since / LiveForecast.STEP_MILLIS, Integer.MAX_VALUE);
    if (step >= near.length - 1) {
      return outlook.at(millis, percentile);
    }
    float left = near[step];
    long beyond = since - step * LiveForecast.STEP_MILLIS;
    return beyond == 0
        ? left
        : left + (near[step + 1] - left) * ((float) beyond / LiveForecast.STEP_MILLIS);
  }
}
