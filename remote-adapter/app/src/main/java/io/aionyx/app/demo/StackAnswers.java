package io.aionyx.app.demo;

import io.aionyx.app.stack.ActiveAlerts;
import io.aionyx.app.stack.ActiveAlerts.Alert;
import io.aionyx.app.stack.PromQl;
import io.aionyx.app.stack.PromQl.Row;
import io.aionyx.app.terminal.Ink;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.serve.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Prometheus and Alertmanager answer about one entity and its peers, as lines of text. */
final class StackAnswers {
  private static final Duration AHEAD = Duration.ofMinutes(30);
  private static final String ALERT = "AionyxFailurePredicted";

  /** Said by the query already, or the same on every series. */
  private static final Set<String> IMPLIED =
      Set.of("__name__", "model", "entity_kind", "alertname", "aionyx_mode");

  private final PromQl promQl;
  private final ActiveAlerts alerts;
  private final Entity entity;
  private final String selector;

  StackAnswers(PromQl promQl, ActiveAlerts alerts, Entity entity) {
    this.promQl = promQl;
    this.alerts = alerts;
    this.entity = entity;
    this.selector =
        entity.identity().toMap().entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(","));
  }

  /** Whether Alertmanager has been told of the entity. */
  boolean fires() {
    return alerts.named(ALERT).stream().anyMatch(this::concerns);
  }

  private boolean concerns(Alert alert) {
    return alert.labels().entrySet().containsAll(entity.identity().toMap().entrySet());
  }

  /** What Prometheus holds of it, in a sentence. */
  String prediction() {
    OptionalDouble lower = lower();
    return lower.isEmpty()
        ? "Prometheus holds no prediction for %s.".formatted(entity)
        : "%s fails within two hours with a probability of at least %s."
            .formatted(entity, Words.percent(lower.getAsDouble()));
  }

  private OptionalDouble lower() {
    return max("aionyx_failure_probability_lower{%s,horizon=\"2h\"}");
  }

  /** How far the alert is, in a sentence; in truth also where it does not come. */
  String state() {
    OptionalDouble lower = lower();
    if (fires()) {
      return Ink.RED.of("The alert for " + entity + " fires.");
    }
    if (lower.isEmpty()) {
      return "No alert for %s, and no prediction in Prometheus.".formatted(entity);
    }
    OptionalDouble threshold = max("aionyx:failure_warning:threshold");
    if (threshold.isEmpty()) {
      return "Prometheus has not evaluated the rules yet.";
    }
    String share = Words.percent(lower.getAsDouble());
    String limit = Words.percent(threshold.getAsDouble());
    if (lower.getAsDouble() <= threshold.getAsDouble()) {
      return Ink.YELLOW.of(
          "No alert for %s: the lower bound for two hours is %s, the shipped rule asks for more than %s."
              .formatted(entity, share, limit));
    }
    return "The lower bound for two hours is %s, above %s; the rule waits until it has been so for its `for:`."
        .formatted(share, limit);
  }

  private OptionalDouble max(String query) {
    return promQl.query(query.formatted(selector)).stream().mapToDouble(Row::value).max();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(Ink.BOLD.of("Prometheus says"));
    ask(lines, "topk(3, aionyx_failure_probability{horizon=\"2h\"})", "%.3f");
    ask(lines, "aionyx_failure_probability_lower{%s,horizon=\"2h\"}".formatted(selector), "%.3f");
    ask(lines, "aionyx_failure_eta_seconds{%s,percentile=\"50\"}".formatted(selector), "%.0f");
    ask(
        lines,
        "topk(3, aionyx_failure_contribution_ratio{%s,horizon=\"2h\",feature!=\"other\"})"
            .formatted(selector),
        "%.3f");
    ahead(lines);
    ask(lines, "ALERTS{alertname=\"%s\"}".formatted(ALERT), "%.0f");
    lines.add("");
    lines.add(Ink.BOLD.of("Alertmanager says") + "  " + ActiveAlerts.path(ALERT));
    List<Alert> firing = alerts.named(ALERT);
    firing.stream()
        .sorted(Comparator.comparing(alert -> !concerns(alert)))
        .forEach(a -> tell(lines, a));
    if (firing.isEmpty()) {
      lines.add("  []");
    }
    lines.add("");
    lines.add(state());
    return lines;
  }

  /** The same future in both ways: asked at a moment that lies ahead, and from now by an offset. */
  private void ahead(List<String> lines) {
    String forecast =
        "aionyx_forecast{%s,signal=~\"memory_limit_ratio|(.+_)?used_ratio\"}".formatted(selector);
    Instant then = Instant.now().plus(AHEAD);
    lines.add(
        Ink.CYAN.of("  " + forecast)
            + "  asked at %s, %d minutes from now"
                .formatted(Words.clock(then.toEpochMilli()), AHEAD.toMinutes()));
    tell(lines, promQl.queryAt(forecast, then), "%.3f");
    ask(lines, "max_over_time(" + forecast + "[30m] offset -30m)", "%.3f");
    ask(
        lines,
        "aionyx_capacity_exhaustion_timestamp_seconds{%s} - time()".formatted(selector),
        "%.0f");
  }

  private void ask(List<String> lines, String query, String format) {
    lines.add(Ink.CYAN.of("  " + query));
    tell(lines, promQl.query(query), format);
  }

  private static void tell(List<String> lines, List<Row> rows, String format) {
    rows.stream()
        .sorted(Comparator.comparingDouble(Row::value).reversed())
        .forEach(
            row -> {
              String value = String.format(Locale.ROOT, format, row.value());
              lines.add("    " + Ink.fit(value, 8) + labels(row.labels()));
            });
    if (rows.isEmpty()) {
      lines.add("    nothing");
    }
  }

  private static String labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .filter(label -> !IMPLIED.contains(label.getKey()))
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private void tell(List<String> lines, Alert alert) {
    Map<String, String> words = alert.annotations();
    lines.add(
        Ink.RED.of(
            Ink.fit("  " + alert.labels().getOrDefault("severity", ""), 12)
                + words.getOrDefault("description", "")));
    lines.add(
        "            in about %s, because of %s"
            .formatted(words.get("time_to_failure"), words.get("reasons")));
  }
}
