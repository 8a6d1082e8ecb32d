package io.aionyx.predictor.tick;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.predictor.config.Config.ClockKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline behind its lock. Thread-safe.
 *
 * <p>Ingest threads bring whole batches, so that the lock is taken once a request. On the event
 * clock the batch that passes a boundary also evaluates it, in the middle if need be; on the wall
 * clock {@link WallTicker} does.
 */
public final class Engine {
  /** Series that went silent are let go this often, in time of the data. */
  private static final long EVICTION_MILLIS = Duration.ofMinutes(30).toMillis();

  /** Takes the samples of one batch; valid only while the batch is applied. */
  public interface Feed {
    Append append(int ref, long timestampMillis, double value);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Pipeline pipeline;
  private final ClockKind clock;
  private final EventClock eventClock;
  private final Listener listener;
  private final Feed feed = new LockedFeed();
  private final List<Integer> givenUp = new ArrayList<>();
  private long evictedMillis = Long.MIN_VALUE;
  private volatile Consumer<List<Integer>> forget = _ -> {};
  private volatile @Nullable Evaluation latest;
  private volatile long greatestMillis = Long.MIN_VALUE;

  public Engine(Pipeline pipeline, ClockKind clock, Duration interval, Listener listener) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.eventClock = new EventClock(interval);
    this.listener = listener;
  }

  /** Told of every evaluation in order, while the lock is held: it must be quick. */
  @FunctionalInterface
  public interface Listener {
    void evaluated(Evaluation evaluation, long nanos);
  }

  /**
   * The ref of a series, or {@link Pipeline#DROPPED} where it feeds nothing; empty where it would
   * be new and there are as many as allowed.
   */
  public OptionalInt resolve(Labels series, int maxSeries) {
    lock.lock();
    try {
      return pipeline.series() >= maxSeries && pipeline.wouldAdd(series)
          ? OptionalInt.empty()
          : OptionalInt.of(pipeline.resolve(series));
    } finally {
      lock.unlock();
    }
  }

  /** Tells who remembers refs, outside the lock, which of them are no longer valid. */
  public void onGivenUp(Consumer<List<Integer>> listener) {
    forget = listener;
  }

  /** Applies one batch; no other batch and no evaluation of the wall clock runs meanwhile. */
  public <T> T ingest(Function<Feed, T> batch) {
    lock.lock();
    try {
      return batch.apply(feed);
    } finally {
      greatestMillis = eventClock.greatestMillis();
      release();
    }
  }

  /** Evaluates a boundary unless it lies at or before the latest one. */
  void evaluate(long boundaryMillis) {
    lock.lock();
    try {
      Evaluation before = latest;
      if (before == null || before.atMillis() < boundaryMillis) {
        long startNanos = System.nanoTime();
        Evaluation evaluation = pipeline.evaluate(boundaryMillis);
        latest = evaluation;
        listener.evaluated(evaluation, System.nanoTime() - startNanos);
        evict(boundaryMillis);
      }
    } finally {
      release();
    }
  }

  private void evict(long boundaryMillis) {
    if (boundaryMillis - EVICTION_MILLIS >= evictedMillis) {
      evictedMillis = boundaryMillis;
      givenUp.addAll(pipeline.evict(boundaryMillis));
    }
  }

  /** The last one out tells of given-up refs, since who is told may hold locks of its own. */
  private void release() {
    List<Integer> told = List.of();
    if (lock.getHoldCount() == 1 && !givenUp.isEmpty()) {
      told = List.copyOf(givenUp);
      givenUp.clear();
    }
    lock.unlock();
    if (!told.isEmpty()) {
      forget.accept(told);
    }
  }

  /** Runs something that must not meet an evaluation. */
  public void quietly(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Replaces the models between two evaluations; on refusal the old ones stay. */
  public void use(Models models) {
    lock.lock();
    try {
      pipeline.use(models);
    } finally {
      lock.unlock();
    }
  }

  /** The newest evaluation, or null before the first. */
  public @Nullable Evaluation latest() {
    return latest;
  }

  /** The greatest timestamp received, or {@code Long.MIN_VALUE}. */
  public long greatestMillis() {
    return greatestMillis;
  }

  /** Series that are kept. */
  public int series() {
    lock.lock();
    try {
      return pipeline.series();
    } finally {
      lock.unlock();
    }
  }

  private final class LockedFeed implements Feed {
    @Override
    public Append append(int ref, long timestampMillis, double value) {
      eventClock.observe(
          timestampMillis, clock == ClockKind.EVENT ? Engine.this::evaluate : _ -> {});
      return pipeline.append(ref, timestampMillis, value);
    }
  }
}
