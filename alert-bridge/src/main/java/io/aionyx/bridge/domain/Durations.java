package io.aionyx.bridge.domain;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 90s}, {@code 1h30m}, {@code 7d}. */
public final class Durations {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d{1,4})y)?(?:(\\d{1,5})w)?(?:(\\d{1,6})d)?(?:(\\d{1,7})h)?"
              + "(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?(?:(\\d{1,12})ms)?");
  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

  private Durations() {}

  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "a duration is written like 30s, 5m or 1h30m: was " + Printable.of(text));
    }
    long millis = 0;
    for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
      String digits = matcher.group(unit + 1);
      millis += digits == null ? 0 : Long.parseLong(digits) * UNIT_MILLIS[unit];
    }
    return Duration.ofMillis(millis);
  }

  public static String format(Duration duration) {
    long rest = duration.toMillis();
    if (rest <= 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (int unit = 2; unit < UNIT_MILLIS.length; unit++) {
      long count = rest / UNIT_MILLIS[unit];
      rest %= UNIT_MILLIS[unit];
      if (count > 0) {
        text.append(count).append(UNIT_NAMES[unit]);
      }
    }
    return text.toString();
  }
}
