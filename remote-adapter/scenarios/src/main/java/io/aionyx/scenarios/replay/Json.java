package io.aionyx.scenarios.replay;

import java.util.List;
import java.util.Map;

/** One line of JSON from maps, lists, texts, numbers and truth values. */
final class Json {
  private Json() {}

  static String line(Map<String, ?> object) {
    var text = new StringBuilder();
    write(text, object);
    return text.append('\n').toString();
  }

  private static void write(StringBuilder text, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (var entry : map.entrySet()) {
          text.append(separator);
          quote(text, String.valueOf(entry.getKey()));
          text.append(':');
          write(text, entry.getValue());
          separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object each : list) {
          text.append(separator);
          write(text, each);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case String string -> quote(text, string);
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
