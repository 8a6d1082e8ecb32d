package io.aionyx.predictor.tick;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Decides from received timestamps alone which evaluation boundaries are due.
 *
 * <p>A boundary B is due once a timestamp of B plus one interval or more arrives: whatever belongs
 * to B had a full interval to come in. It is due <em>before</em> that sample is applied, so the
 * decision depends on the order of samples and not on how they were cut into requests. A replay in
 * the same order gives the same evaluations at any speed.
 *
 * <p>After a silence in the data nothing new can be seen beyond {@link #SILENCE}, so the boundaries
 * further on are left out; this too depends on the data alone.
 */
final class EventClock {
  static final Duration SILENCE = Duration.ofMinutes(10);
  private static final long UNSET = Long.MIN_VALUE;

  private final long intervalMillis;
  private long greatestMillis = UNSET;
  private long nextMillis = UNSET;

  EventClock(Duration interval) {
    this.intervalMillis = interval.toMillis();
  }

  /** Calls {@code evaluate} for every boundary due before a sample of this timestamp. */
  void observe(long timestampMillis, LongConsumer evaluate) {
    if (timestampMillis <= greatestMillis) {
      return;
    }
    if (greatestMillis == UNSET) {
      nextMillis = boundaryFrom(timestampMillis);
    } else {
      evaluateDue(timestampMillis, evaluate);
    }
    greatestMillis = timestampMillis;
  }

  private void evaluateDue(long timestampMillis, LongConsumer evaluate) {
    long lastWorthwhile = greatestMillis + SILENCE.toMillis();
    while (nextMillis + intervalMillis <= timestampMillis) {
      if (nextMillis > lastWorthwhile) {
        nextMillis = boundaryFrom(timestampMillis);
        return;
      }
      evaluate.accept(nextMillis);
      nextMillis += intervalMillis;
    }
  }

  /** The greatest timestamp so far, or {@code Long.MIN_VALUE}. */
  long greatestMillis() {
    return greatestMillis;
  }

  /** Where the clock stands. */
  record Position(long greatestMillis, long nextMillis) {
    static Position read(StateReader state) {
      return new Position(state.number(), state.number());
    }
  }

  void write(StateWriter state) {
    state.number(greatestMillis);
    state.number(nextMillis);
  }

  void goTo(Position position) {
    greatestMillis = position.greatestMillis();
    nextMillis = position.nextMillis();
  }

  /** The first boundary at or after a timestamp. */
  private long boundaryFrom(long timestampMillis) {
    return -Math.floorDiv(-timestampMillis, intervalMillis) * intervalMillis;
  }
}
