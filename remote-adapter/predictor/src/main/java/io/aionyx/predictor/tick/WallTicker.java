package io.aionyx.predictor.tick;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates whenever the machine's clock reaches a boundary.
 *
 * <p>When an evaluation outlasts its interval, the boundaries it ran over are left out: scores of
 * the past help nobody, and catching up would make the delay permanent.
 */
public final class WallTicker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WallTicker.class);

  private final Engine engine;
  private final InstantSource clock;
  private final long intervalMillis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("aionyx-tick").daemon().factory());

  public WallTicker(Engine engine, InstantSource clock, Duration interval) {
    this.engine = engine;
    this.clock = clock;
    this.intervalMillis = interval.toMillis();
  }

  public void start() {
    timer.schedule(this::tick, delayMillis(clock.millis()), TimeUnit.MILLISECONDS);
  }

  /** Time to the next boundary, more than zero. */
  long delayMillis(long nowMillis) {
    return intervalMillis - Math.floorMod(nowMillis, intervalMillis);
  }

  /** The latest boundary that has been reached. */
  long boundaryMillis(long nowMillis) {
    return nowMillis - Math.floorMod(nowMillis, intervalMillis);
  }

  private void tick() {
    try {
      engine.evaluate(boundaryMillis(clock.millis()));
    } catch (RuntimeException e) {
      LOG.error("evaluation failed; the next boundary tries again", e);
    } finally {
      if (!timer.isShutdown()) {
        start();
      }
    }
  }

  /** Waits for a running evaluation and lets no other begin. */
  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }
}
