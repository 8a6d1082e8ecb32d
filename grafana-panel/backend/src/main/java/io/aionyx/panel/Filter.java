package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions a query wants: {@code entityKind}, {@code horizon}, {@code cluster} and {@code
 * namespace} when given, none below {@code minProbability}, the {@code limit} most probable.
 */
record Filter(
    String entityKind,
    String horizon,
    String cluster,
    String namespace,
    double minProbability,
    int limit) {
  private static final Comparator<Prediction> MOST_PROBABLE_FIRST =
      Comparator.comparingDouble(Prediction::probability).reversed();

  Filter {
    if (!(minProbability >= 0 && minProbability <= 1)) {
      throw PluginException.badRequest("minProbability must be in [0, 1]: was " + minProbability);
    }
    if (limit < 1) {
      throw PluginException.badRequest("limit must be at least 1: was " + limit);
    }
  }

  static Filter of(Query query, double defaultMinProbability) {
    Map<String, Object> model = query.model();
    return new Filter(
        query.text("entityKind", ""),
        query.text("horizon", ""),
        query.text("cluster", ""),
        query.text("namespace", ""),
        number("minProbability", model.get("minProbability"), defaultMinProbability),
        (int) Math.min(Integer.MAX_VALUE, number("limit", model.get("limit"), Integer.MAX_VALUE)));
  }

  private static double number(String name, @Nullable Object value, double absent) {
    return switch (value) {
      case null -> absent;
      case Number number -> number.doubleValue();
      default -> throw PluginException.badRequest(name + " must be a number: was " + value);
    };
  }

  List<Prediction> from(Snapshot snapshot) {
    return snapshot.predictions().stream()
        .filter(this::wants)
        .sorted(MOST_PROBABLE_FIRST)
        .limit(limit)
        .toList();
  }

  private boolean wants(Prediction prediction) {
    return prediction.probability() >= minProbability
        && anyOr(entityKind, prediction.entityKind())
        && anyOr(horizon, prediction.horizon())
        && anyOr(cluster, prediction.label("cluster"))
        && anyOr(namespace, prediction.label("namespace"));
  }

  private static boolean anyOr(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
