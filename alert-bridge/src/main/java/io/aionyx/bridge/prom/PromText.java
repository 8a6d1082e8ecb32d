package io.aionyx.bridge.prom;

import io.aionyx.bridge.domain.Episode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds PromQL around values that came from outside. */
public final class PromText {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  private PromText() {}

  /** A label value between double quotes, whatever it holds. */
  public static String quote(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** {@code cluster="a",entity_kind="node",node="n1"}; an empty cluster matches its absence. */
  public static String selector(Episode episode) {
    StringBuilder text = new StringBuilder();
    values(episode).forEach((name, value) -> add(text, name, value));
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(quote(value));
  }

  /** What a playbook may insert: identity, cluster, horizon and failure mode. */
  public static Map<String, String> values(Episode episode) {
    Map<String, String> values = new TreeMap<>(episode.target().identity());
    values.put("cluster", episode.target().cluster());
    values.put("entity_kind", episode.target().kind());
    values.put("horizon", episode.horizonText());
    values.put("failure_mode", episode.failureMode());
    return values;
  }

  /**
   * Replaces <code>{{name}}</code>. The values were checked to be names, so they can end neither a
   * quoted string nor a label matcher.
   *
   * @throws IllegalArgumentException when the template asks for something unknown
   */
  public static String fill(String template, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "{{" + matcher.group(1) + "}} is not known here; known: " + values.keySet());
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
