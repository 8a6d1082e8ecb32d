package io.aionyx.predictor.serve;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.explain.Contribution;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Who is at risk now, most at risk first, with when and why. */
final class RiskTable {
  private static final int ROWS = 15;
  private static final int REASONS = 3;

  private final Past past;

  RiskTable(Past past) {
    this.past = past;
  }

  /** One entity with its predictions, the widest horizon first. */
  private record Row(Entity entity, List<Prediction> predictions) {
    Prediction worst() {
      return predictions.stream()
          .max(Comparator.comparingDouble(Prediction::probability))
          .orElseThrow();
    }
  }

  String html(Evaluation evaluation) {
    List<Row> rows = rows(evaluation);
    if (rows.isEmpty()) {
      return "<p class=empty>No entity is scored yet: either no model is loaded, or the input has"
          + " none of the signals that the models read.</p>";
    }
    String body =
        rows.stream().limit(ROWS).map(row -> row(row, rows.indexOf(row) + 1)).collect(joined());
    return "<div class=scroll><table><thead><tr><th>#<th>entity<th>probability of failure"
        + "<th>time to failure<th>why<th>trend</thead><tbody>"
        + body
        + "</tbody></table></div>"
        + rest(rows);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }

  private static List<Row> rows(Evaluation evaluation) {
    var byEntity = new LinkedHashMap<Entity, List<Prediction>>();
    for (Prediction prediction : evaluation.predictions()) {
      byEntity.computeIfAbsent(prediction.entity(), _ -> new ArrayList<>()).add(prediction);
    }
    byEntity
        .values()
        .forEach(list -> list.sort(Comparator.comparing(Prediction::horizon).reversed()));
    return byEntity.entrySet().stream()
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble((Row row) -> row.worst().probability())
                .reversed()
                .thenComparing(Row::entity))
        .toList();
  }

  private String row(Row row, int rank) {
    return "<tr><td class=rank>%d<td><div class=who>%s</div><div class=kind>%s</div><td>%s<td class=when>%s<td class=why>%s<td>%s"
        .formatted(
            rank,
            Html.text(row.entity().path()),
            Html.text(row.entity().kind().name() + cluster(row.entity())),
            row.predictions().stream().map(RiskTable::probability).collect(joined()),
            when(row.worst()),
            why(row.worst()),
            RiskPlot.spark(past, row.entity()));
  }

  private static String cluster(Entity entity) {
    String cluster = entity.identity().get("cluster");
    return cluster.isEmpty() ? "" : " in " + cluster;
  }

  private static String probability(Prediction prediction) {
    String mode =
        prediction.failureMode().equals("any") ? "" : " " + Html.text(prediction.failureMode());
    return "<div class=\"p %s\" title=\"between %s and %s\"><i>%s</i>%s<b>%s</b>%s</div>"
        .formatted(
            level(prediction),
            Html.text(Words.percent(prediction.lower())),
            Html.text(Words.percent(prediction.upper())),
            prediction.horizon().label(),
            Html.bar(prediction.probability()),
            Html.text(Words.percent(prediction.probability())),
            mode);
  }

  static String level(Prediction prediction) {
    if (prediction.alarming()) {
      return "bad";
    }
    return prediction.probability() > prediction.threshold() / 2 ? "warn" : "good";
  }

  private static String when(Prediction prediction) {
    var eta = prediction.eta();
    return eta == null
        ? "–"
        : "%s<small>%s to %s</small>"
            .formatted(
                Words.eta(prediction), Words.span(eta.p10Seconds()), Words.span(eta.p90Seconds()));
  }

  private static String why(Prediction prediction) {
    return prediction.contributions().stream()
        .limit(REASONS)
        .map(RiskTable::reason)
        .collect(joined());
  }

  private static String reason(Contribution contribution) {
    return "<div class=reason title=\"%s of the score\">%s<span>%s <small>%s, usually %s</small></span></div>"
        .formatted(
            Html.text(Words.percent(contribution.share())),
            Html.bar(contribution.share()),
            Html.text(Words.reason(contribution)),
            Html.text(Words.number(contribution.value())),
            Html.text(Words.number(contribution.typical())));
  }

  private static String rest(List<Row> rows) {
    if (rows.size() <= ROWS) {
      return "";
    }
    double below = rows.get(ROWS).worst().probability();
    return "<p class=empty>%d more, none above %s. All are at <a href=\"/api/v1/predictions\">/api/v1/predictions</a>.</p>"
        .formatted(rows.size() - ROWS, Html.text(Words.percent(below)));
  }
}
