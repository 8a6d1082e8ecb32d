package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.Outlook;
import java.time.Duration;
import java.util.List;

/**
 * All forecasts as of one moment. Immutable.
 *
 * @param atMillis of the data
 * @param lines sorted by their labels
 * @param prospects of the resources that run out first, soonest first
 */
public record Board(long atMillis, List<Line> lines, List<Prospect> prospects) {
  public static final Board EMPTY = new Board(0, List.of(), List.of());

  private static final long PAST_MILLIS = Duration.ofDays(1).toMillis();

  /** The first moment at which anything can be known. */
  public long firstMillis() {
    return atMillis - PAST_MILLIS;
  }

  /** The last moment that is answered. */
  public long lastMillis() {
    return atMillis + Outlook.LONGEST.toMillis();
  }
}
