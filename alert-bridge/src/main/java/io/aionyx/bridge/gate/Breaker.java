package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.store.Outcomes.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A circuit breaker that is a pure function of the stored outcomes, so that no restart can reset
 * it: replay them, oldest first, and see where it stands.
 *
 * <p>Closed: the last {@code window} verified outcomes are watched; it opens when at least {@code
 * minimumOutcomes} of them have a success below {@code minimumSuccess}, or after {@code
 * consecutive} outcomes in a row without success. Inconclusive outcomes verify nothing, so they
 * count in the row but not in the share. Open: nothing passes until the cool-down is over. Half
 * open: one approved probe; its success closes the breaker with an empty window, anything else
 * opens it anew.
 */
public sealed interface Breaker {

  String reason();

  /** Where the breaker stands after these outcomes. */
  static Breaker replay(List<Outcome> oldestFirst, GateConfig.Breaker config, Instant now) {
    Breaker state = Closed.fresh();
    for (Outcome outcome : oldestFirst) {
      state = state.after(outcome, config);
    }
    return state instanceof Open open && !now.isBefore(open.since().plus(config.coolDown()))
        ? new HalfOpen(open)
        : state;
  }

  Breaker after(Outcome outcome, GateConfig.Breaker config);

  /** Actions pass. */
  record Closed(List<Boolean> window, int failuresInRow) implements Breaker {

    static Closed fresh() {
      return new Closed(List.of(), 0);
    }

    @Override
    public Breaker after(Outcome outcome, GateConfig.Breaker config) {
      Deque<Boolean> next = new ArrayDeque<>(window);
      if (outcome.phase() != io.aionyx.bridge.domain.Phase.INCONCLUSIVE) {
        next.addLast(outcome.succeeded());
      }
      if (next.size() > config.window()) {
        next.removeFirst();
      }
      Closed state = new Closed(List.copyOf(next), outcome.succeeded() ? 0 : failuresInRow + 1);
      return state.trips(config) ? new Open(outcome.at(), state.reason()) : state;
    }

    private boolean trips(GateConfig.Breaker config) {
      boolean tooFew =
          window.size() >= config.minimumOutcomes()
              && successes() < config.minimumSuccess() * window.size();
      return tooFew || failuresInRow >= config.consecutive();
    }

    private long successes() {
      return window.stream().filter(ok -> ok).count();
    }

    @Override
    public String reason() {
      return successes()
          + " of the last "
          + window.size()
          + " succeeded, "
          + failuresInRow
          + " failures in a row";
    }
  }

  /** Nothing passes. */
  record Open(Instant since, String reason) implements Breaker {

    /** Only what began after the opening is a probe; the rest was under way already. */
    @Override
    public Breaker after(Outcome outcome, GateConfig.Breaker config) {
      if (!outcome.actedAt().isAfter(since)) {
        return this;
      }
      return outcome.succeeded() ? Closed.fresh() : new Open(outcome.at(), "the probe failed");
    }
  }

  /** One approved action passes as a probe. */
  record HalfOpen(Open open) implements Breaker {

    @Override
    public Breaker after(Outcome outcome, GateConfig.Breaker config) {
      return open.after(outcome, config);
    }

    @Override
    public String reason() {
      return "open since " + open.since() + " (" + open.reason() + "), one probe may pass";
    }
  }
}
