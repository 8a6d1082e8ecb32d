package io.aionyx.app.demo;

import io.aionyx.app.stack.AlertBridge;
import io.aionyx.app.stack.AlertBridge.Remediation;
import io.aionyx.app.stack.AlertBridge.Verdict;
import io.aionyx.app.terminal.Ink;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.serve.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the bridge makes of one entity's alert, told as it happens. Where the bridge asks a person,
 * the demo reads the plan out and agrees to it.
 */
final class Remedy {
  private static final String REASON = "acting now costs less than the failure would";
  private static final Set<String> ENDS =
      Set.of(
          "succeeded",
          "rolled_back",
          "failed",
          "inconclusive",
          "advised",
          "denied",
          "expired",
          "dry_run");

  private final AlertBridge bridge;
  private final Entity entity;
  private final Consumer<String> out;
  private final Map<String, String> steps = new LinkedHashMap<>();
  private String id = "";
  private String phase = "";

  Remedy(AlertBridge bridge, Entity entity, Consumer<String> out) {
    this.bridge = bridge;
    this.entity = entity;
    this.out = out;
  }

  /**
   * Looks once, tells what is new and does a person's part.
   *
   * @param acted told once the cluster was changed
   * @return whether the bridge has come to an end
   */
  boolean follow(Consumer<Entity> acted) {
    Optional<Remediation> mine = mine();
    if (mine.isEmpty() || mine.get().phase().equals(phase)) {
      return ENDS.contains(phase);
    }
    Remediation remediation = mine.get();
    id = remediation.id();
    phase = remediation.phase();
    tell(remediation);
    switch (phase) {
      case "awaiting_approval" -> approve(remediation);
      case "verifying" -> {
        steps.put("executed", remediation.reason());
        acted.accept(entity);
      }
      case "succeeded" -> steps.put("verified", remediation.reason());
      default -> {}
    }
    return ENDS.contains(phase);
  }

  boolean succeeded() {
    return phase.equals("succeeded");
  }

  /** The first action for the entity; there may be more, for its other horizon or as a next try. */
  private Optional<Remediation> mine() {
    return bridge.remediations().reversed().stream()
        .filter(r -> id.isEmpty() ? isFor(r) : r.id().equals(id))
        .findFirst();
  }

  private boolean isFor(Remediation remediation) {
    return entity.kind().identity().stream()
        .allMatch(name -> entity.identity().get(name).equals(remediation.entity().get(name)));
  }

  private void tell(Remediation remediation) {
    out.accept(
        "%s  %s  %s: %s"
            .formatted(
                Words.clock(System.currentTimeMillis()),
                Ink.fit(phase.replace('_', ' '), 17),
                remediation.action(),
                remediation.reason()));
  }

  private void approve(Remediation remediation) {
    remediation.gates().forEach(gate -> out.accept("          " + line(gate)));
    steps.put(
        "advised",
        "%s after %d gates: %s"
            .formatted(remediation.action(), remediation.gates().size(), remediation.reason()));
    bridge.approve(remediation, REASON);
    steps.put("approved", "by demo: " + REASON);
  }

  private static String line(Verdict gate) {
    String mark = gate.word().equals("allowed") ? Ink.GREEN.of("✓") : Ink.YELLOW.of("?");
    return mark + " " + Ink.fit(gate.gate(), 14) + gate.reason();
  }

  /** From advice to proof, a line each. */
  List<String> closing() {
    if (!ENDS.contains(phase)) {
      steps.put("now", phase.isEmpty() ? "the bridge has not heard of it" : phase);
    } else if (!succeeded()) {
      steps.put("ended", phase.replace('_', ' '));
    }
    steps.put("audit", bridge.verifyAudit());
    var lines = new ArrayList<String>();
    steps.forEach((name, text) -> lines.add(step(name, text)));
    return lines;
  }

  static String step(String name, String text) {
    return "  " + Ink.CYAN.of(Ink.fit(name, 11)) + text;
  }
}
