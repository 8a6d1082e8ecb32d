package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stops an action, and all actions, that did not help of late. */
record BreakerGate(Outcomes outcomes, Ledger ledger, GateConfig.Breaker config) implements Limit {

  /** Enough to see the last opening: a probe each cool-down makes outcomes rare while open. */
  private static final int REPLAYED = 200;

  @Override
  public String name() {
    return "breaker";
  }

  @Override
  public Verdict judge(Case c) {
    Verdict own = judge(c, c.card().id(), outcomes.last(c.card().id(), REPLAYED));
    return own instanceof Verdict.Allowed ? judge(c, "all", outcomes.last(REPLAYED)) : own;
  }

  private Verdict judge(Case c, String what, List<Outcomes.Outcome> last) {
    Breaker state = Breaker.replay(last, config, c.now());
    return switch (state) {
      case Breaker.Closed closed -> allow(closed.reason());
      case Breaker.Open open ->
          advise("open for " + what + " since " + open.since() + ": " + open.reason());
      case Breaker.HalfOpen half -> probe(c, what, half);
    };
  }

  private Verdict probe(Case c, String what, Breaker.HalfOpen half) {
    boolean another =
        ledger.active().stream()
            .anyMatch(r -> !r.id().equals(c.remediation().id()) && begunAfter(r.actedAt(), half));
    return another
        ? notNow("another probe is under way", Duration.ofSeconds(30))
        : ask("half open for " + what + ": " + half.reason());
  }

  private static boolean begunAfter(
      @org.jspecify.annotations.Nullable Instant actedAt, Breaker.HalfOpen half) {
    return actedAt != null && actedAt.isAfter(half.open().since());
  }
}
