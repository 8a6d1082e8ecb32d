package io.aionyx.predictor.config;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 30s}, {@code 1h30m}, {@code 250ms}, {@code 0}. */
public final class PrometheusDuration {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?"
              + "(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1
  };
  private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

  private PrometheusDuration() {}

  /**
   * @throws IllegalArgumentException where the text is no duration or exceeds 292 years
   */
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    var match = FORM.matcher(text);
    if (text.isEmpty() || text.length() > 64 || !match.matches()) {
      throw new IllegalArgumentException("must be a duration such as 30s or 1h30m: was " + text);
    }
    long millis = 0;
    try {
      for (int i = 0; i < UNIT_MILLIS.length; i++) {
        String count = match.group(i + 1);
        if (count != null) {
          millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]));
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("duration out of range: was " + text, e);
    }
    return Duration.ofMillis(millis);
  }

  /** The shortest form, largest units first; weeks and years are left as days. */
  public static String format(Duration duration) {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0s";
    }
    var text = new StringBuilder();
    for (int i = 2; i < UNIT_MILLIS.length; i++) {
      long count = rest / UNIT_MILLIS[i];
      rest %= UNIT_MILLIS[i];
      if (count > 0) {
        text.append(count).append(UNIT_NAMES[i]);
      }
    }
    return text.toString();
  }
}
