package io.aionyx.grafana.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON as plain maps, lists, strings, numbers and booleans: enough for settings, queries and small
 * answers, and free of the reflection a start within half a second cannot afford.
 */
public final class Json {
  private static final JSON MAPPER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  /**
   * Reads one JSON object; no bytes at all and {@code null} count as an empty one.
   *
   * @throws IllegalArgumentException when the bytes are not a JSON object
   */
  public static Map<String, Object> object(byte[] utf8) {
    if (utf8.length == 0) {
      return Map.of();
    }
    try {
      Map<String, Object> object = MAPPER.mapFrom(utf8);
      return object == null ? Map.of() : object;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  /** Writes maps, iterables, arrays, strings, numbers, booleans and nulls as UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.asBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write as JSON: " + value.getClass(), e);
    }
  }
}
