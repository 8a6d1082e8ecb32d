package io.aionyx.bridge.act;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action is told.
 *
 * @param id idempotency key, the same for every attempt at this remediation
 */
public record Task(
    String id,
    Episode episode,
    Map<String, String> parameters,
    Map<String, String> undo,
    Map<String, String> memo,
    @Nullable Instant actedAt,
    Instant now) {

  public static Task of(Remediation r, Instant now) {
    return new Task(r.id(), r.episode(), r.parameters(), r.undo(), r.memo(), r.actedAt(), now);
  }

  Target target() {
    return episode.target();
  }

  String parameter(String name, String fallback) {
    return parameters.getOrDefault(name, fallback);
  }

  Duration duration(String name, String fallback) {
    return io.aionyx.bridge.domain.Durations.parse(parameter(name, fallback));
  }

  boolean flag(String name) {
    return parameter(name, "false").equals("true");
  }

  /** Time since the change began; zero before. */
  Duration elapsed() {
    return actedAt == null ? Duration.ZERO : Duration.between(actedAt, now);
  }
}
