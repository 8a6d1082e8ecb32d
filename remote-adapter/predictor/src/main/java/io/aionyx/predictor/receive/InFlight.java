package io.aionyx.predictor.receive;

import java.time.Duration;

/** What one request has taken from the budget; closing gives it all back. */
final class InFlight implements AutoCloseable {
  private final ByteBudget budget;
  private final Duration retryAfter;
  private long bytes;

  InFlight(ByteBudget budget, Duration retryAfter) {
    this.budget = budget;
    this.retryAfter = retryAfter;
  }

  void grow(long more) throws TurnedAway {
    if (!budget.tryTake(more)) {
      throw new TurnedAway(
          429, "overloaded", "too many requests are being worked on, try again", retryAfter);
    }
    bytes += more;
  }

  @Override
  public void close() {
    budget.giveBack(bytes);
    bytes = 0;
  }
}
