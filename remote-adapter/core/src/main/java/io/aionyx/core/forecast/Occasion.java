package io.aionyx.core.forecast;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that is known beforehand not to be like others: a holiday, a sale, a
 * maintenance.
 *
 * @param startMillis midnight of its first day, wherever that is, or the hour it begins
 * @param endMillis the first moment after it
 * @param like the day of the week whose pattern holds; null for the pattern of its own day
 * @param factor of what would be usual; above 0
 */
public record Occasion(long startMillis, long endMillis, @Nullable DayOfWeek like, double factor) {
  /** No occasion. */
  static final Occasion NONE = new Occasion(Long.MIN_VALUE, Long.MAX_VALUE, null, 1);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  public Occasion {
    if (endMillis <= startMillis) {
      throw new IllegalArgumentException("an occasion must end after it starts");
    }
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor must be above 0: was " + factor);
    }
  }

  boolean holds(long millis) {
    return millis >= startMillis && millis < endMillis;
  }

  /** How far from a moment the same time of a day is that it is like. */
  long shiftMillis(long millis) {
    if (like == null) {
      return 0;
    }
    // Days are counted from the start, so that midnight is where the user lives; noon is in the
    // day.
    long day = Math.floorDiv(millis - startMillis, DAY_MILLIS);
    Instant noon = Instant.ofEpochMilli(startMillis + day * DAY_MILLIS + DAY_MILLIS / 2);
    int shift = like.getValue() - noon.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue();
    return shift * DAY_MILLIS;
  }
}
