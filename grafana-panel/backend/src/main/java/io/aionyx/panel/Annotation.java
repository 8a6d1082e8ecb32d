package io.aionyx.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mark on a graph: a region from now to when a failure is expected, or the moment of an action.
 *
 * @param end null for a moment
 */
record Annotation(
    String id, Instant time, @Nullable Instant end, String title, String text, List<String> tags) {
  private static final String MEDIAN = "50";

  /** A predicted failure, from its evaluation to its expected time. */
  static Annotation of(Instant evaluatedAt, Prediction prediction) {
    return new Annotation(
        id(prediction),
        evaluatedAt,
        evaluatedAt.plus(lead(prediction)),
        "%s %s is likely to fail".formatted(prediction.entityKind(), prediction.entityName()),
        text(prediction),
        List.of("aionyx", "predicted", prediction.entityKind(), prediction.failureMode()));
  }

  private static String id(Prediction prediction) {
    return prediction.predictionId().isEmpty()
        ? "%s %s %s"
            .formatted(
                prediction.entityKind(), new TreeMap<>(prediction.labels()), prediction.horizon())
        : prediction.predictionId();
  }

  /** The median time to failure; the horizon, of which no more is known, without one. */
  private static Duration lead(Prediction prediction) {
    double eta = prediction.etaSeconds(MEDIAN);
    return eta > 0 && eta < 1e8
        ? Duration.ofSeconds((long) eta)
        : Horizons.duration(prediction.horizon());
  }

  private static String text(Prediction prediction) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "P = %.2f", prediction.probability()));
    if (!Double.isNaN(prediction.lower()) && !Double.isNaN(prediction.upper())) {
      text.append(
          String.format(Locale.ROOT, " (%.2f to %.2f)", prediction.lower(), prediction.upper()));
    }
    text.append(" within ").append(prediction.horizon());
    for (Contribution reason : prediction.contributions().stream().limit(3).toList()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s is too %s: %.0f %%",
              reason.feature(),
              reason.direction(),
              100 * reason.share()));
    }
    return text.toString();
  }

  /** An action from the bridge's history; empty when it does not say when it happened. */
  static Optional<Annotation> ofAction(Map<String, Object> json) {
    return Times.read(
            Stream.of("acted_at", "time", "at", "timestamp", "updated_at")
                .map(json::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null))
        .map(time -> action(time, json));
  }

  private static Annotation action(Instant time, Map<String, Object> json) {
    String action = Loose.text(json, "action", "kind");
    String target = target(json);
    String result = Loose.text(json, "result", "outcome", "phase", "state");
    return new Annotation(
        Loose.text(json, "id", "sequence", "fingerprint"),
        time,
        null,
        (action + " " + target).strip(),
        (result + "\n" + Loose.text(json, "reason", "message", "detail")).strip(),
        List.of("aionyx", "action", result.isEmpty() ? "unknown" : result));
  }

  /** A text, or the last of the identity labels, which names the thing itself. */
  private static String target(Map<String, Object> json) {
    if (json.get("entity") instanceof Map<?, ?> identity) {
      return identity.values().stream()
          .map(String::valueOf)
          .reduce((first, last) -> last)
          .orElse("");
    }
    return Loose.text(json, "target", "entity");
  }

  boolean touches(Instant from, Instant to) {
    Instant last = end == null ? time : end;
    return !time.isAfter(to) && !last.isBefore(from);
  }
}
