package io.aionyx.predictor.serve;

import io.aionyx.core.Prediction;
import io.aionyx.core.explain.Contribution;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and reasons are put for people, in pages and terminals alike. */
public final class Words {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String[] LARGE = {"", "k", "M", "G", "T", "P", "E"};

  private Words() {}

  /** {@code 97 %}, and never a 0 or 100 that rounding made. */
  public static String percent(double ratio) {
    double percent = 100 * ratio;
    if (percent > 0 && percent < 1) {
      return "<1 %";
    }
    if (percent > 99 && percent < 100) {
      return ">99 %";
    }
    return Math.round(percent) + " %";
  }

  /** {@code 45 s}, {@code 12 min}, {@code 2 h 05 min}, {@code 3 d 4 h}. */
  public static String span(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
      return whole + " s";
    }
    long minutes = Math.round(whole / 60.0);
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    return minutes / 1440 + " d " + minutes % 1440 / 60 + " h";
  }

  /** {@code in 41 min}, from the middle of the estimate; a dash where there is none. */
  public static String eta(Prediction prediction) {
    var eta = prediction.eta();
    return eta == null ? "–" : "in " + span(eta.p50Seconds());
  }

  /** {@code memory headroom slope 30m too low}. */
  public static String reason(Contribution contribution) {
    return contribution.feature().replace('_', ' ') + " too " + contribution.direction().label();
  }

  /** Three digits and a decimal prefix: {@code 1.25G}, {@code -3.1}, {@code 0.04}. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "unknown";
    }
    double size = Math.abs(value);
    int power = 0;
    while (size >= 1000 && power < LARGE.length - 1) {
      size /= 1000;
      power++;
    }
    if (size != 0 && size < 0.001) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + digits + "f", Math.copySign(size, value));
    return (text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text)
        + LARGE[power];
  }

  /** Hours and minutes, UTC. */
  public static String clock(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis));
  }

  public static String moment(long millis) {
    return MOMENT.format(Instant.ofEpochMilli(millis)) + " UTC";
  }
}
