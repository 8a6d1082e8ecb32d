package io.aionyx.panel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Points in time as APIs write them. */
final class Times {
  /** Seconds since 1970 stay below this for three thousand years, milliseconds never do. */
  private static final double FIRST_MILLIS = 1e11;

  private Times() {}

  /** RFC 3339, or seconds or milliseconds since 1970. */
  static Optional<Instant> read(@Nullable Object value) {
    return switch (value) {
      case Number number -> Optional.of(ofUnix(number.doubleValue()));
      case String text -> ofText(text);
      case null, default -> Optional.empty();
    };
  }

  private static Instant ofUnix(double number) {
    double millis = Math.abs(number) < FIRST_MILLIS ? number * 1000 : number;
    return Instant.ofEpochMilli(Math.round(millis));
  }

  private static Optional<Instant> ofText(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException ignored) {
      return Optional.empty(); // not a time anyone knows
    }
  }
}
