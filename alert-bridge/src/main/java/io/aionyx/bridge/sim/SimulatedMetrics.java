package io.aionyx.bridge.sim;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers exactly the questions the bridge asks: predictions by their full selector, {@code
 * absent(…)} by whether anything is still predicted, everything else by a table of prefixes. It is
 * no PromQL engine.
 */
public final class SimulatedMetrics implements Metrics {

  private final Map<String, Prediction> predictions = new ConcurrentHashMap<>();
  private final Map<String, Double> byPrefix = new ConcurrentHashMap<>();

  public void predict(Episode episode, Prediction prediction) {
    predictions.put(PromText.selector(episode), prediction);
  }

  public void forget(Episode episode) {
    predictions.remove(PromText.selector(episode));
  }

  public void forgetAll() {
    predictions.clear();
  }

  /** Queries that begin so return this value. */
  public void answer(String prefix, double value) {
    byPrefix.put(prefix, value);
  }

  /** Queries that begin so return nothing. */
  public void answerNothing(String prefix) {
    byPrefix.remove(prefix);
  }

  @Override
  public List<Sample> query(String expression) {
    if (expression.startsWith("absent(")) {
      return predictions.isEmpty() ? List.of(new Sample(Map.of(), 1)) : List.of();
    }
    Prediction asked = predictions.get(selector(expression));
    if (asked != null) {
      return expression.startsWith("timestamp(")
          ? List.of(sample("", asked, asked.at().toEpochMilli() / 1000.0))
          : bounds(asked);
    }
    return byPrefix.entrySet().stream()
        .filter(e -> expression.startsWith(e.getKey()))
        .findFirst()
        .map(e -> List.of(new Sample(Map.of(), e.getValue())))
        .orElse(List.of());
  }

  /** What stands between the braces, without a matcher on names. */
  private static String selector(String expression) {
    int open = expression.indexOf('{');
    int close = expression.lastIndexOf('}');
    String inside = open < 0 || close < open ? "" : expression.substring(open + 1, close);
    return inside.startsWith("__name__=~") ? inside.substring(inside.indexOf(',') + 1) : inside;
  }

  private static List<Sample> bounds(Prediction p) {
    List<Sample> bounds = new ArrayList<>();
    bounds.add(sample("aionyx_failure_probability", p, p.probability()));
    bounds.add(sample("aionyx_failure_probability_lower", p, p.lower()));
    bounds.add(sample("aionyx_failure_probability_upper", p, p.upper()));
    return bounds;
  }

  private static Sample sample(String name, Prediction p, double value) {
    return new Sample(Map.of("__name__", name, "model", p.model()), value);
  }
}
