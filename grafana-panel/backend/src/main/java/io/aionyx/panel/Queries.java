package io.aionyx.panel;

import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.QueryHandler;
import io.aionyx.grafana.frame.Frame;
import java.util.List;

/** The three kinds of query: {@code predictions}, {@code explanation} and {@code annotations}. */
final class Queries implements QueryHandler {
  private final Snapshots snapshots;
  private final UpstreamClient client;
  private final Annotations annotations;

  Queries(Snapshots snapshots, UpstreamClient client) {
    this.snapshots = snapshots;
    this.client = client;
    this.annotations = new Annotations(snapshots, client);
  }

  @Override
  public List<Frame> query(PluginContext context, Query query) {
    Settings settings = Settings.of(context);
    return switch (query.type()) {
      case "", "predictions" -> List.of(predictions(settings, query));
      case "explanation" -> List.of(explanation(settings, query));
      case "annotations" -> List.of(annotations.frame(settings, query));
      default ->
          throw PluginException.badRequest(
              "queryType must be predictions, explanation or annotations: was " + query.type());
    };
  }

  private Frame predictions(Settings settings, Query query) {
    Snapshot snapshot = snapshots.latest(settings.predictor());
    return RiskFrame.of(snapshot.evaluatedAt(), Filter.of(query, 0).from(snapshot));
  }

  private Frame explanation(Settings settings, Query query) {
    String path = Paths.explanation(required(query, "entityKind"), required(query, "entity"));
    Object payload = client.payload(settings.predictor(), path);
    return ExplanationFrame.of(Explanations.read(payload, query.text("horizon", "2h")));
  }

  private static String required(Query query, String key) {
    String value = query.text(key, "");
    if (value.isEmpty()) {
      throw PluginException.badRequest("an explanation query needs " + key);
    }
    return value;
  }
}
