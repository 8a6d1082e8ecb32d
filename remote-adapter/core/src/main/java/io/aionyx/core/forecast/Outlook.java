package io.aionyx.core.forecast;

import io.aionyx.core.forecast.Drift.Slope;
import io.aionyx.core.forecast.Nowcast.Carried;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a signal will be at any moment, as seen from one moment. Immutable, and quick: asking costs
 * tens of nanoseconds.
 *
 * <p>The path of hours gives season and trend; the deviation of the last minutes is carried on from
 * where the signal is now; a drift that no season explains goes on for a while. Bounds widen with
 * the lead between what was measured half an hour and a day ahead, and with its root beyond.
 */
public final class Outlook {
  /** The longest lead that is answered. */
  public static final Duration LONGEST = Duration.ofDays(90);

  /** Eight days of hours: one more than a week, so that every hour of the week is among them. */
  static final int PATH_HOURS = 8 * 24;

  private static final int WEEK_HOURS = 7 * 24;
  private static final double HOUR_MILLIS = 3_600_000;
  private static final double NEAR_STEPS = 6;
  private static final double FAR_STEPS = 288;

  private final long atMillis;
  private final Forecast forecast;
  private final double[] path;
  private final Carried carried;
  private final Slope slope;
  private final Bounds near;
  private final Bounds far;

  /** The distance of the 5th and the 95th percentile from the median, on the modelled scale. */
  record Bounds(double lower, double upper) {}

  Outlook(
      long atMillis,
      Forecast forecast,
      double[] path,
      Carried carried,
      Slope slope,
      Bounds near,
      Bounds far) {
    this.atMillis = atMillis;
    this.forecast = forecast;
    this.path = path;
    this.carried = carried;
    this.slope = slope;
    this.near = near;
    this.far = far;
  }

  /** The last hour a forecast knows, and those to come, on the modelled scale. */
  static double[] path(Forecast forecast) {
    double[] ahead = forecast.modelled(PATH_HOURS);
    var path = new double[PATH_HOURS + 1];
    path[0] = forecast.last();
    System.arraycopy(ahead, 0, path, 1, PATH_HOURS);
    return path;
  }

  /** The moment from which it is seen. */
  public long atMillis() {
    return atMillis;
  }

  /**
   * The value at a moment; before {@link #atMillis} it is that of {@link #atMillis}.
   *
   * @param percentile 5, 50 or 95
   */
  public double at(long millis, int percentile) {
    return forecast.scale().out(modelled(Math.max(millis, atMillis), percentile));
  }

  /**
   * The first moment at which a percentile is at or above a limit, to the hour and within {@link
   * #LONGEST}; empty where there is none.
   */
  public OptionalLong reaches(double limit, int percentile) {
    double asked = forecast.scale().in(limit);
    long last = atMillis + LONGEST.toMillis();
    if (most(last, percentile) < asked) {
      return OptionalLong.empty();
    }
    for (long at = atMillis; at <= last; at += (long) HOUR_MILLIS) {
      if (modelled(at, percentile) >= asked) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** Not below any value of a percentile up to a moment: each part at its greatest. */
  private double most(long lastMillis, int percentile) {
    double steps = (lastMillis - atMillis) / (double) LiveForecast.STEP_MILLIS;
    double drift = Math.max(0, forecast.scale().grown(slope.after(steps)));
    double greatest = Double.NEGATIVE_INFINITY;
    for (double hour : path) {
      greatest = Math.max(greatest, hour);
    }
    double trend = Math.max(0, forecast.grown(24.0 * LONGEST.toDays() + WEEK_HOURS));
    double away = Math.max(0, carried.deviation());
    double width = percentile <= 50 ? 0 : Math.max(near.upper(), offset(steps, percentile, drift));
    return forecast.occasional() ? Double.MAX_VALUE : greatest + trend + away + drift + width;
  }

  /** The greatest value of a percentile between now and a moment, to five minutes. */
  public double greatest(long untilMillis, int percentile) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (long at = atMillis; at <= untilMillis; at += LiveForecast.STEP_MILLIS) {
      greatest = Math.max(greatest, modelled(at, percentile));
    }
    return forecast.scale().out(greatest);
  }

  double modelled(long millis, int percentile) {
    double steps = (millis - atMillis) / (double) LiveForecast.STEP_MILLIS;
    double drift = forecast.scale().grown(slope.after(steps));
    double deviation = slope.stands() ? carried.deviation() + drift : carried.after(steps);
    return along(forecast, path, millis) + deviation + offset(steps, percentile, drift);
  }

  /** Hours are means, so each stands at its middle. Beyond the path its last week comes again. */
  static double along(Forecast forecast, double[] path, long millis) {
    double hours = (millis - forecast.endMillis()) / HOUR_MILLIS - 0.5;
    return usual(forecast, path, hours) + forecast.effectWithin(millis);
  }

  private static double usual(Forecast forecast, double[] path, double hours) {
    double beyond = hours - (path.length - 1);
    if (beyond <= 0) {
      return interpolated(path, hours);
    }
    double same = hours - WEEK_HOURS * Math.ceil(beyond / WEEK_HOURS);
    return interpolated(path, same) + forecast.grown(hours) - forecast.grown(same);
  }

  private static double interpolated(double[] path, double hours) {
    double within = Math.min(Math.max(hours, 0), path.length - 1);
    int left = Math.min((int) within, path.length - 2);
    return path[left] + (path[left + 1] - path[left]) * (within - left);
  }

  /** A drift may stop now, or be half as strong again. */
  private double offset(double steps, int percentile, double drift) {
    return switch (percentile) {
      case 50 -> 0;
      case 5 -> widened(steps, near.lower(), far.lower()) - Math.abs(drift) / 2;
      case 95 -> widened(steps, near.upper(), far.upper()) + Math.abs(drift) / 2;
      default -> throw new IllegalArgumentException("percentile 5, 50 or 95: was " + percentile);
    };
  }

  private static double widened(double steps, double near, double far) {
    if (steps <= NEAR_STEPS) {
      return near * Math.max(0.5, Math.sqrt(Math.max(steps, 0) / NEAR_STEPS));
    }
    if (steps <= FAR_STEPS) {
      double way = Math.log(steps / NEAR_STEPS) / Math.log(FAR_STEPS / NEAR_STEPS);
      return near + (far - near) * way;
    }
    return far * Math.sqrt(steps / FAR_STEPS);
  }
}
