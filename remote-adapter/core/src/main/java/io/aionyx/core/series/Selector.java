package io.aionyx.core.series;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instant vector selector in PromQL's own syntax: {@code up{job="node",instance!~"dev.*"}}.
 *
 * <p>Regular expressions are anchored at both ends, as Prometheus anchors them; their dialect is
 * Java's, which agrees with RE2 on what selectors use. The metric name must be literal, for it is
 * the key by which a new series finds its selectors.
 */
public record Selector(String metric, List<Condition> conditions) {
  private static final Pattern SHAPE =
      Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)}\\s*)?", Pattern.DOTALL);
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|$)");

  public Selector {
    conditions = List.copyOf(conditions);
  }

  /**
   * @throws IllegalArgumentException with the text and what is wrong with it
   */
  public static Selector parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException("not a series selector: " + text);
    }
    var conditions = new ArrayList<Condition>();
    String inside = shape.group(2) == null ? "" : shape.group(2);
    Matcher next = CONDITION.matcher(inside);
    int at = 0;
    while (at < inside.length() && !inside.substring(at).isBlank()) {
      if (!next.find(at) || next.start() != at) {
        throw new IllegalArgumentException(
            "bad label matcher at \"" + inside.substring(at) + "\" in " + text);
      }
      conditions.add(Condition.of(next.group(1), next.group(2), unescape(next.group(3))));
      at = next.end();
    }
    return new Selector(shape.group(1), conditions);
  }

  private static String unescape(String quoted) {
    return quoted.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  public boolean matches(Labels series) {
    if (!metric.equals(series.metricName())) {
      return false;
    }
    for (Condition condition : conditions) {
      if (!condition.holds(series.get(condition.label))) {
        return false;
      }
    }
    return true;
  }

  /** One label matcher; an absent label has the value "". */
  public static final class Condition {
    private final String label;
    private final boolean wanted;
    private final Predicate<String> fits;

    private Condition(String label, boolean wanted, Predicate<String> fits) {
      this.label = label;
      this.wanted = wanted;
      this.fits = fits;
    }

    private static Condition of(String label, String operator, String value) {
      return new Condition(
          label,
          operator.startsWith("="),
          operator.endsWith("~")
              ? Pattern.compile(value, Pattern.DOTALL).asMatchPredicate()
              : value::equals);
    }

    boolean holds(String value) {
      return fits.test(value) == wanted;
    }
  }
}
