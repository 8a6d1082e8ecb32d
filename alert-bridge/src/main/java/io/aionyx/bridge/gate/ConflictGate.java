package io.aionyx.bridge.gate;

import io.aionyx.bridge.store.Ledger;
import java.time.Duration;

/** One change at a time on one target, whoever asks for it. */
record ConflictGate(Ledger ledger) implements Limit {

  @Override
  public String name() {
    return "conflict";
  }

  @Override
  public Verdict judge(Case c) {
    return ledger.active().stream()
        .filter(r -> !r.id().equals(c.remediation().id()))
        .filter(r -> r.target().equals(c.target()) || sameOwner(r.memo().get("owner"), c))
        .findFirst()
        .map(r -> notNow(r.action() + " " + r.id() + " is at it", Duration.ofSeconds(10)))
        .orElseGet(() -> allow("nobody else is at it"));
  }

  private static boolean sameOwner(@org.jspecify.annotations.Nullable String owner, Case c) {
    return c.owner().equals(owner) && !c.target().kind().equals("pod");
  }
}
