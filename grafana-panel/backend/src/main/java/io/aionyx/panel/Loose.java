package io.aionyx.panel;

import io.aionyx.grafana.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading JSON of which only the part that is understood matters. */
final class Loose {
  private Loose() {}

  /**
   * What an API answered, without the wrapping of Prometheus' API if it has that.
   *
   * @throws IllegalArgumentException when it is not a JSON object
   */
  static Object payload(byte[] body) {
    Map<String, Object> answer = Json.object(body);
    Object data = answer.get("data");
    return data == null ? answer : data;
  }

  /** The objects in a list, or in the list that one of the keys names, or the object itself. */
  static List<Map<String, Object>> objects(@Nullable Object value, String... keys) {
    if (value instanceof List<?> list) {
      return list.stream().map(Loose::object).filter(object -> !object.isEmpty()).toList();
    }
    Map<String, Object> object = object(value);
    for (String key : keys) {
      if (object.get(key) instanceof List<?> list) {
        return objects(list);
      }
    }
    return object.isEmpty() ? List.of() : List.of(object);
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The first of the keys that has a text or a number. */
  static String text(Map<String, Object> object, String... keys) {
    for (String key : keys) {
      Object value = object.get(key);
      if (value instanceof String || value instanceof Number) {
        return value.toString();
      }
    }
    return "";
  }

  static double number(Map<String, Object> object, String key) {
    return object.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
