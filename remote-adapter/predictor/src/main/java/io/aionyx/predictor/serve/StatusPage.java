package io.aionyx.predictor.serve;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.OnnxDetector;
import io.aionyx.predictor.config.PrometheusDuration;
import io.aionyx.predictor.outlook.Prospect;
import io.aionyx.predictor.publish.WriteBack.TargetHealth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page that says what is at risk, since when, why, and whether the predictor itself is well.
 */
final class StatusPage {
  private static final String HEAD =
      "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width,"
          + "initial-scale=1\"><title>AIONYX</title><style>"
          + Html.resource("status.css")
          + "</style>";
  private static final String TAIL = "<script>" + Html.resource("status.js") + "</script></html>";

  private final Status status;

  StatusPage(Status status) {
    this.status = status;
  }

  String html() {
    Evaluation latest = status.latest();
    return HEAD
        + "<main>"
        + header(latest)
        + tiles(latest)
        + section("Probability over time", new RiskPlot(status.past()).html())
        + section("What runs out", prospects())
        + section("At risk now", latest == null ? waiting() : table(latest))
        + section("Models", models())
        + footer()
        + "</main>"
        + TAIL;
  }

  private String prospects() {
    List<Prospect> prospects = status.prospects();
    return prospects.isEmpty()
        ? "<p class=empty>Nothing is forecast to run out within 90 days.</p>"
        : prospects.stream()
            .map(each -> new ProspectPlot(each).html())
            .collect(Collectors.joining());
  }

  private String table(Evaluation latest) {
    return new RiskTable(status.past()).html(latest);
  }

  private String header(@Nullable Evaluation latest) {
    return "<header><h1>AIONYX</h1><p>what will fail, when and why</p><time>%s</time></header>"
        .formatted(
            latest == null ? "not evaluated yet" : "as of " + Words.moment(latest.atMillis()));
  }

  private String waiting() {
    return "<p class=empty>Waiting for samples. Point Prometheus here:</p><pre><code>remote_write:\n"
        + "  - url: http://&lt;this host&gt;:9201/api/v1/write</code></pre>";
  }

  private String tiles(@Nullable Evaluation latest) {
    var tiles = new StringBuilder("<div class=tiles>");
    if (latest != null) {
      tiles.append(riskTile(latest)).append(entitiesTile(latest));
    }
    tiles.append(ageTile()).append(ingestTile());
    status.targets().forEach(target -> tiles.append(targetTile(target)));
    if (status.targets().isEmpty()) {
      tiles.append(tile("warn", "not configured", "write-back: scores stay here"));
    }
    return tiles.append("</div>").toString();
  }

  private static String riskTile(Evaluation latest) {
    long alarming =
        latest.predictions().stream()
            .filter(Prediction::alarming)
            .map(Prediction::entity)
            .distinct()
            .count();
    return tile(alarming == 0 ? "good" : "bad", alarming, "entities above their alarm threshold");
  }

  private static String entitiesTile(Evaluation latest) {
    String kinds =
        new TreeMap<>(latest.entities())
            .entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getValue() + " " + kind.getKey() + "s")
                .collect(Collectors.joining(", "));
    int all = latest.entities().values().stream().mapToInt(Integer::intValue).sum();
    return tile(all == 0 ? "warn" : "good", all, "entities watched: " + kinds);
  }

  private String ageTile() {
    double age = status.stalenessSeconds();
    boolean late = age > 4.0 * status.interval().toSeconds();
    return tile(
        late ? "warn" : "good",
        Words.span(age),
        "age of the scores; every %s by the %s clock"
            .formatted(PrometheusDuration.format(status.interval()), status.clock()));
  }

  private String ingestTile() {
    Status.Counts counts = status.counts();
    boolean refused = counts.rejected() > 0.01 * counts.ingested();
    return tile(
        counts.ingested() == 0 || refused ? "warn" : "good",
        Words.number(counts.ingested()),
        "samples received, %s refused, %d series kept"
            .formatted(Words.number(counts.rejected()), counts.series()));
  }

  private static String targetTile(TargetHealth target) {
    return tile(
        target.good() ? "good" : "bad",
        target.good() ? "well" : "failing",
        "write-back to %s: %s, %d samples waiting"
            .formatted(target.name(), target.message(), target.pending()));
  }

  private static String tile(String level, Object value, String text) {
    return "<div class=\"tile %s\"><b>%s</b><span>%s</span></div>"
        .formatted(level, Html.text(value), Html.text(text));
  }

  private static String section(String title, String body) {
    return "<section><h2>%s</h2>%s</section>".formatted(title, body);
  }

  private String models() {
    List<Model> failures = status.models().failures();
    List<OnnxDetector> detectors = status.models().detectors();
    if (failures.isEmpty() && detectors.isEmpty()) {
      return "<p class=empty>No model is loaded: nothing can be predicted.</p>";
    }
    String rows =
        failures.stream().map(StatusPage::model).collect(Collectors.joining())
            + detectors.stream().map(StatusPage::detector).collect(Collectors.joining());
    return "<div class=scroll><table><thead><tr><th>model<th>scores<th>version<th>alarm above<th>features"
        + "</thead><tbody>"
        + rows
        + "</tbody></table></div>";
  }

  private static String model(Model model) {
    var card = model.card();
    return "<tr><td class=who>%s<td>%s failure within %s, mode %s<td>%s<td>%s<td>%d"
        .formatted(
            Html.text(card.name()),
            Html.text(card.entityKind()),
            card.horizon().label(),
            Html.text(card.failureMode()),
            Html.text(card.version()),
            Html.text(Words.percent(card.threshold())),
            card.features().size());
  }

  private static String detector(OnnxDetector detector) {
    var card = detector.card();
    return "<tr><td class=who>%s<td>%s anomalies<td>%s<td>score %s<td>%d"
        .formatted(
            Html.text(card.name()),
            Html.text(card.entityKind()),
            Html.text(card.version()),
            Html.text(Words.number(card.threshold())),
            card.features().size());
  }

  private static String footer() {
    var links =
        new TreeMap<>(
            Map.of(
                "predictions", "/api/v1/predictions",
                "models", "/api/v1/models",
                "metrics", "/metrics"));
    return "<footer>As JSON: "
        + links.entrySet().stream()
            .map(link -> "<a href=\"%s\">%s</a>".formatted(link.getValue(), link.getKey()))
            .collect(Collectors.joining(" · "))
        + "</footer>";
  }
}
