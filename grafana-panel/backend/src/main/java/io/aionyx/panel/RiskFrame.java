package io.aionyx.panel;

import io.aionyx.grafana.frame.Field;
import io.aionyx.grafana.frame.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Predictions as a table whose columns carry the names of the series the predictor writes to
 * Prometheus: a panel made for those series draws it as it stands.
 */
final class RiskFrame {
  private RiskFrame() {}

  static Frame of(Instant evaluatedAt, List<Prediction> predictions) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.times("Time", Collections.nCopies(predictions.size(), evaluatedAt)));
    texts(fields, predictions, "entity_kind", Prediction::entityKind);
    for (String label : labelNames(predictions)) {
      texts(fields, predictions, label, prediction -> prediction.label(label));
    }
    texts(fields, predictions, "horizon", Prediction::horizon);
    texts(fields, predictions, "failure_mode", Prediction::failureMode);
    texts(fields, predictions, "model", Prediction::model);
    fields.add(share(predictions, "aionyx_failure_probability", Prediction::probability));
    fields.add(share(predictions, "aionyx_failure_probability_lower", Prediction::lower));
    fields.add(share(predictions, "aionyx_failure_probability_upper", Prediction::upper));
    for (String percentile : percentiles(predictions)) {
      fields.add(
          numbers(predictions, "aionyx_failure_eta_seconds", p -> p.etaSeconds(percentile))
              .labels(Map.of("percentile", percentile))
              .unit("s"));
    }
    return new Frame("risk", "", Map.of("preferredVisualisationType", "table"), fields);
  }

  private static Set<String> labelNames(List<Prediction> predictions) {
    TreeSet<String> names = new TreeSet<>();
    predictions.forEach(prediction -> names.addAll(prediction.labels().keySet()));
    return names;
  }

  private static Set<String> percentiles(List<Prediction> predictions) {
    TreeSet<String> percentiles = new TreeSet<>();
    predictions.forEach(p -> percentiles.addAll(p.etaSecondsByPercentile().keySet()));
    return percentiles;
  }

  private static void texts(
      List<Field> fields,
      List<Prediction> predictions,
      String name,
      Function<Prediction, String> text) {
    fields.add(Field.texts(name, predictions.stream().map(text).toList()));
  }

  private static Field share(
      List<Prediction> predictions, String name, ToDoubleFunction<Prediction> value) {
    return numbers(predictions, name, value).unit("percentunit");
  }

  private static Field numbers(
      List<Prediction> predictions, String name, ToDoubleFunction<Prediction> value) {
    return Field.numbers(name, predictions.stream().mapToDouble(value).toArray());
  }
}
