package io.aionyx.core.forecast;

import java.util.List;

/**
 * What is known beforehand. Forecasts are made as if every day were usual; what an occasion changes
 * is taken out of the past before a fit and put back where it is due, so that one holiday neither
 * bends the weekday it fell on nor surprises the next time.
 *
 * <p>Where occasions overlap, the first one counts. Immutable.
 */
public record Calendar(List<Occasion> occasions) {
  public static final Calendar EMPTY = new Calendar(List.of());

  public Calendar {
    occasions = List.copyOf(occasions);
  }

  /** The occasion of a moment, or {@link Occasion#NONE}. */
  Occasion at(long millis) {
    for (Occasion occasion : occasions) {
      if (occasion.holds(millis)) {
        return occasion;
      }
    }
    return Occasion.NONE;
  }
}
