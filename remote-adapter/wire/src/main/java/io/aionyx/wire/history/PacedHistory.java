package io.aionyx.wire.history;

import io.aionyx.wire.LabelMatcher;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A long range in small requests, oldest first, with rests between them and further attempts where
 * a failure may pass. Series come slice by slice, so {@link HistorySink#through} is called often
 * enough to sort everything by time in little memory.
 */
public final class PacedHistory implements HistorySource {
  private final HistorySource source;
  private final Pace pace;
  private final LongSupplier nanos;
  private final Sleeper sleeper;

  /** Waits; replaced in tests. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  public PacedHistory(HistorySource source, Pace pace) {
    this(source, pace, System::nanoTime, time -> Thread.sleep(time.toMillis()));
  }

  PacedHistory(HistorySource source, Pace pace, LongSupplier nanos, Sleeper sleeper) {
    this.source = source;
    this.pace = pace;
    this.nanos = nanos;
    this.sleeper = sleeper;
  }

  @Override
  public void read(long startMillis, long endMillis, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException {
    long slice = pace.slice().toMillis();
    for (long from = startMillis; from <= endMillis; from += slice) {
      long started = nanos.getAsLong();
      insist(from, Math.min(endMillis, from + slice - 1), matchers, sink);
      if (from + slice <= endMillis) {
        rest(Duration.ofNanos(nanos.getAsLong() - started));
      }
    }
  }

  private void rest(Duration taken) throws InterruptedException {
    sleeper.sleep(taken.compareTo(pace.rest()) > 0 ? taken : pace.rest());
  }

  private void insist(long from, long to, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException {
    Duration wait = pace.backoff();
    for (int attempt = 1; ; attempt++) {
      try {
        source.read(from, to, matchers, sink);
        return;
      } catch (HistoryException e) {
        if (!e.passing() || attempt == pace.attempts()) {
          throw e;
        }
        sink.again();
        sleeper.sleep(wait);
        wait = wait.multipliedBy(2);
      }
    }
  }
}
