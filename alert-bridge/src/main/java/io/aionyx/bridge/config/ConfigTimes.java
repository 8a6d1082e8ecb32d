package io.aionyx.bridge.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Times of day, zones and instants, with errors that say how to write them. */
final class ConfigTimes {

  private ConfigTimes() {}

  static LocalTime time(String text) {
    return parse(text, "22:30", LocalTime::parse);
  }

  static ZoneId zone(String text) {
    return parse(text, "Europe/Berlin", ZoneId::of);
  }

  static OffsetDateTime instant(Section section, String key) {
    section.required(key);
    return section.as(
        key, OffsetDateTime.MIN, s -> parse(s, "2026-12-24T18:00:00Z", OffsetDateTime::parse));
  }

  private static <T> T parse(String text, String example, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("write it like " + example + ": was " + text);
    }
  }
}
