package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.store.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The same action on the same owner waits twice as long each time, and has an hourly maximum. */
record BackoffGate(Outcomes outcomes, GateConfig.Backoff config) implements Limit {

  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public String name() {
    return "backoff";
  }

  @Override
  public Verdict judge(Case c) {
    List<Instant> starts = outcomes.startsOn(c.owner(), c.card().id(), c.now().minus(HOUR));
    if (starts.isEmpty()) {
      return allow("the first time within an hour");
    }
    if (starts.size() >= config.perHour()) {
      return advise(starts.size() + " times within an hour did not help for good");
    }
    Instant free = starts.getFirst().plus(wait(starts.size()));
    return c.now().isBefore(free)
        ? notNow("done " + starts.size() + " times, next at " + free, between(c.now(), free))
        : allow("done " + starts.size() + " times within an hour");
  }

  private Duration wait(int times) {
    Duration wait = config.first().multipliedBy(1L << Math.min(times - 1, 20));
    return wait.compareTo(config.cap()) > 0 ? config.cap() : wait;
  }

  private static Duration between(Instant from, Instant to) {
    Duration left = Duration.between(from, to);
    return left.toMillis() < 100 ? Duration.ofMillis(100) : left;
  }
}
