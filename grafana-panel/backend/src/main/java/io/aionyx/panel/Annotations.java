package io.aionyx.panel;

import io.aionyx.grafana.Query;
import io.aionyx.grafana.frame.Field;
import io.aionyx.grafana.frame.Frame;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Predicted failures and past actions as marks on graphs. The columns are those in which Grafana
 * looks for annotations.
 */
final class Annotations {
  /** Below it a failure is less likely than not, and a region on every graph would be noise. */
  private static final double LIKELY = 0.5;

  private final Snapshots snapshots;
  private final UpstreamClient client;

  Annotations(Snapshots snapshots, UpstreamClient client) {
    this.snapshots = snapshots;
    this.client = client;
  }

  Frame frame(Settings settings, Query query) {
    Stream<Annotation> all = Stream.concat(predicted(settings, query), actions(settings));
    return frame(
        all.filter(mark -> mark.touches(query.range().from(), query.range().to())).toList());
  }

  private Stream<Annotation> predicted(Settings settings, Query query) {
    Snapshot snapshot = snapshots.latest(settings.predictor());
    return Filter.of(query, LIKELY).from(snapshot).stream()
        .map(prediction -> Annotation.of(snapshot.evaluatedAt(), prediction));
  }

  /** Without a bridge there are no actions. */
  private Stream<Annotation> actions(Settings settings) {
    return settings.upstream(Settings.BRIDGE).stream()
        .flatMap(bridge -> history(client.payload(bridge, "/api/v1/history")))
        .flatMap(record -> Annotation.ofAction(record).stream());
  }

  private static Stream<Map<String, Object>> history(Object payload) {
    return Loose.objects(payload, "history", "records", "actions").stream();
  }

  private static Frame frame(List<Annotation> marks) {
    return Frame.of(
        "annotations",
        Field.times("time", marks.stream().map(Annotation::time).toList()),
        Field.times("timeEnd", marks.stream().map(Annotation::end).toList()),
        texts(marks, "title", Annotation::title),
        texts(marks, "text", Annotation::text),
        texts(marks, "tags", mark -> String.join(",", mark.tags())),
        texts(marks, "id", Annotation::id));
  }

  private static Field texts(
      List<Annotation> marks, String name, Function<Annotation, String> text) {
    return Field.texts(name, marks.stream().map(text).toList());
  }
}
