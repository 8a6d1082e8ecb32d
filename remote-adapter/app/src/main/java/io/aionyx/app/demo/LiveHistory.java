package io.aionyx.app.demo;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * A history that has not ended: what lies behind comes at once, the rest when its time has come. No
 * sample is ever ahead of the clock.
 */
final class LiveHistory implements History {
  private final History all;
  private final InstantSource clock;
  private final LongConsumer pause;

  LiveHistory(History all) {
    this(
        all,
        InstantSource.system(),
        millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  /**
   * @param pause waits for about so many milliseconds; may return early
   */
  LiveHistory(History all, InstantSource clock, LongConsumer pause) {
    this.all = all;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * @throws CancellationException when the thread is interrupted while it waits
   */
  @Override
  public void replay(Sink sink) {
    all.replay(
        new Sink() {
          @Override
          public int open(Labels series) {
            return sink.open(series);
          }

          @Override
          public void sample(int handle, long timestampMillis, double value) {
            await(timestampMillis);
            sink.sample(handle, timestampMillis, value);
          }

          @Override
          public void advance(long timestampMillis) {
            await(timestampMillis);
            sink.advance(timestampMillis);
          }
        });
  }

  private void await(long timestampMillis) {
    for (long ahead = ahead(timestampMillis); ahead > 0; ahead = ahead(timestampMillis)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      pause.accept(ahead);
    }
  }

  private long ahead(long timestampMillis) {
    return timestampMillis - clock.millis();
  }

  @Override
  public List<Failure> failures() {
    return all.failures();
  }

  @Override
  public List<Confounder> confounders() {
    return all.confounders();
  }
}
