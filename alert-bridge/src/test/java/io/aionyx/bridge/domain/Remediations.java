package io.aionyx.bridge.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Remediations for tests, from the few things that matter to them. */
public final class Remediations {

  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Remediations() {}

  public static Episode episode(Target target, String failureMode) {
    String fingerprint = String.format("%016x", target.key().hashCode());
    return new Episode(
        fingerprint, NOW, target, failureMode, "2h", Duration.ofHours(2), "A", false);
  }

  public static Target pod(String namespace, String name) {
    return new Target("prod", "pod", new TreeMap<>(Map.of("namespace", namespace, "pod", name)));
  }

  public static Target node(String name) {
    return new Target("prod", "node", new TreeMap<>(Map.of("node", name)));
  }

  /** Planned just now in mode approve, for an out-of-memory of the target. */
  public static Remediation planned(String id, String action, Impact impact, Target target) {
    return new Remediation(
        id,
        episode(target, "oom"),
        "playbook",
        0,
        action,
        impact,
        new TreeMap<>(),
        Phase.PLANNED,
        "planned",
        Mode.APPROVE,
        "plan",
        "model",
        Map.of(),
        Map.of(),
        NOW,
        NOW,
        NOW,
        null,
        0);
  }

  /** The same, begun and ended so. */
  public static Remediation ended(Remediation r, Phase end, Instant acted, Instant at) {
    return r.started(Map.of(), acted, 0).moved(end, end.text(), at, at);
  }
}
