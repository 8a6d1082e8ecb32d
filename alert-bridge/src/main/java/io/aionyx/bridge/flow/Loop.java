package io.aionyx.bridge.flow;

import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.StoreException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the engine going: wakes on new alerts and decisions, at the latest twice a second, and
 * moves what is due on virtual threads, each remediation on one at a time. A slow API server holds
 * up nobody but those who wait for it.
 */
public final class Loop implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(Loop.class);
  private static final int AT_ONCE = 16;
  private static final long WAKE_MILLIS = 500;

  private final Intake intake;
  private final Engine engine;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Set<String> moving = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;
  private volatile boolean closed;

  public Loop(Intake intake, Engine engine, Ledger ledger, InstantSource clock) {
    this.intake = intake;
    this.engine = engine;
    this.ledger = ledger;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("loop").daemon().unstarted(this::run);
  }

  /** Looks after what a crash left, then runs. */
  public void start() {
    engine.recover();
    thread.start();
  }

  /** Something new is waiting. */
  public void wake() {
    wake.release();
  }

  private void run() {
    while (!closed) {
      try {
        boolean more = wake.tryAcquire(WAKE_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        turn();
        logger.trace("turned, woken {}", more);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (StoreException | IllegalArgumentException | IllegalStateException e) {
        if (!closed) {
          logger.error("a turn failed; trying again", e);
        }
      }
    }
  }

  private void turn() {
    while (!closed && intake.drain() > 0) {
      logger.debug("alerts planned");
    }
    for (Remediation r : ledger.due(clock.instant(), 10 * AT_ONCE)) {
      if (!closed && !moving.contains(r.id()) && places.tryAcquire()) {
        moving.add(r.id());
        workers.execute(() -> move(r.id()));
      }
    }
  }

  /** Goes on while the next phase is due at once, so that acting follows deciding immediately. */
  private void move(String id) {
    try {
      // Read again: whoever moved it before us may have finished just now.
      Optional<Remediation> r = ledger.find(id).filter(this::isDue);
      while (!closed && r.isPresent()) {
        r = Optional.of(engine.advance(r.get())).filter(this::isDue);
      }
    } catch (RuntimeException e) {
      // It keeps its stored phase and is looked at again at the next turn; nobody else is held up.
      logger.error("remediation {} could not be moved", id, e);
    } finally {
      moving.remove(id);
      places.release();
    }
  }

  private boolean isDue(Remediation r) {
    return !r.phase().isFinal() && !r.nextAt().isAfter(clock.instant());
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(5000); // first, or it would hand work to workers that take none any more
      workers.shutdown();
      workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
