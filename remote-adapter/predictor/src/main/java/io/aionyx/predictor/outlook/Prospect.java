package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.signals.Entity;
import java.util.OptionalLong;

/**
 * A resource that is forecast to run out: its use of the last day, and what lies ahead of it.
 * Immutable.
 *
 * @param resource as in {@code aionyx_capacity_exhaustion_timestamp_seconds}
 * @param outlook of the share in use; the resource has run out at 1
 * @param exhaustedMillis by the median
 */
public record Prospect(
    Entity entity, String resource, Past past, Outlook outlook, long exhaustedMillis) {

  /**
   * Shares in use, oldest first, every five minutes up to the moment of the outlook.
   *
   * @param values NaN where nothing is known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Past(long firstMillis, float[] values) {
    static final int STEPS = 288;

    public long at(int index) {
      return firstMillis + index * LiveForecast.STEP_MILLIS;
    }
  }

  static Prospect of(Tracked tracked, String resource, Outlook outlook, long exhaustedMillis) {
    long first = outlook.atMillis() - (Past.STEPS - 1) * LiveForecast.STEP_MILLIS;
    var values = new float[Past.STEPS];
    for (int i = 0; i < values.length; i++) {
      values[i] = tracked.live.valueThen(first + i * LiveForecast.STEP_MILLIS);
    }
    return new Prospect(
        tracked.entity, resource, new Past(first, values), outlook, exhaustedMillis);
  }

  /** When a percentile of use, 5 or 95, reaches the whole. */
  public OptionalLong exhausted(int percentile) {
    return outlook.reaches(1, percentile);
  }
}
