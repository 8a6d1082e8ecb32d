package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
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

  static final Duration OWN_GRACE = Duration.ofNanos(-1);

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

  /** How long an evicted pod may take; negative where the pod's own word counts. */
  Duration grace() {
    return parameters.containsKey("grace") ? duration("grace", "0") : OWN_GRACE;
  }

  /** An object out of what {@link Preflight#undo} kept; an empty one where it kept none. */
  ObjectNode kept(String name) {
    return Json.read(undo.getOrDefault(name, "{}"), ObjectNode.class);
  }

  /** Time since the change began; zero before. */
  Duration elapsed() {
    return actedAt == null ? Duration.ZERO : Duration.between(actedAt, now);
  }
}
