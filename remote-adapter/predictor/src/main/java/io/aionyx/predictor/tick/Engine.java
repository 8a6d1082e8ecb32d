package io.aionyx.predictor.tick;

import io.aionyx.core.Drift;
import io.aionyx.core.Evaluation;
import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.outcomes.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
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

  /** A series kept for outcomes alone is let go once it was silent for so long. */
  private static final long SILENT_MILLIS = Duration.ofHours(1).toMillis();

  /** Takes the samples of one batch; valid only while the batch is applied. */
  public interface Feed {
    Append append(int ref, long timestampMillis, double value);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private Pipeline pipeline;
  private final Outcomes outcomes;
  private final Witness witness;
  private final ClockKind clock;
  private final EventClock eventClock;
  private final Listener listener;
  private final Feed feed = new LockedFeed();
  private long evictedMillis = Long.MIN_VALUE;
  private LongConsumer onDue;
  private volatile Consumer<List<Integer>> forget = _ -> {};
  private volatile LongConsumer beforeEvaluation = _ -> {};
  private volatile Companion companion = new Alone();
  private volatile @Nullable Evaluation latest;
  private volatile long greatestMillis = Long.MIN_VALUE;

  /**
   * @param outcomes hears the series that tell of failures
   */
  public Engine(
      Pipeline pipeline, Outcomes outcomes, ClockKind clock, Duration interval, Listener listener) {
    this.pipeline = pipeline;
    this.outcomes = outcomes;
    this.witness = new Witness(outcomes);
    this.clock = clock;
    this.eventClock = new EventClock(interval);
    this.listener = listener;
    this.onDue = due(this::evaluate);
  }

  private LongConsumer due(LongConsumer work) {
    return clock == ClockKind.EVENT ? work : _ -> {};
  }

  /** Told of every evaluation in order, while the lock is held: it must be quick. */
  @FunctionalInterface
  public interface Listener {
    void evaluated(Evaluation evaluation, long nanos);
  }

  /** What goes along with the signals and is remembered with them. */
  public interface Companion {
    /** At every boundary, scored or recovered, while the lock is held: it must be quick. */
    void reached(long boundaryMillis, Pipeline signals);

    void write(StateWriter state);

    /**
     * @throws IllegalArgumentException if what was written cannot be read
     */
    void read(StateReader state);
  }

  /** Takes a companion along from now on. */
  public void accompany(Companion with) {
    companion = with;
  }

  /**
   * The ref of a series, or {@link Pipeline#DROPPED} where it feeds nothing; empty where it would
   * be new and there are as many as allowed.
   */
  public OptionalInt resolve(Labels series, int maxSeries) {
    lock.lock();
    try {
      boolean full = pipeline.series() + witness.size() >= maxSeries;
      return full && (pipeline.wouldAdd(series) || witness.wouldAdd(series))
          ? OptionalInt.empty()
          : OptionalInt.of(resolve(series));
    } finally {
      lock.unlock();
    }
  }

  /** Even refs are the pipeline's, doubled; odd ones are of series kept for outcomes alone. */
  private int resolve(Labels series) {
    int ref = pipeline.resolve(series);
    if (ref != Pipeline.DROPPED) {
      witness.beside(ref, series);
      return ref << 1;
    }
    int handle = witness.alone(series);
    return handle == FailureWatch.NOTHING ? Pipeline.DROPPED : handle << 1 | 1;
  }

  /** Tells who remembers refs, while the lock is held, which of them are no longer valid. */
  public void onGivenUp(Consumer<List<Integer>> listener) {
    forget = listener;
  }

  /** Told of every boundary just before it is evaluated, while the lock is held. */
  public void beforeEvaluation(LongConsumer listener) {
    beforeEvaluation = listener;
  }

  /** Applies one batch; no other batch and no evaluation of the wall clock runs meanwhile. */
  public <T> T ingest(Function<Feed, T> batch) {
    lock.lock();
    try {
      return batch.apply(feed);
    } finally {
      greatestMillis = eventClock.greatestMillis();
      lock.unlock();
    }
  }

  /** Evaluates a boundary unless it lies at or before the latest one. */
  void evaluate(long boundaryMillis) {
    lock.lock();
    try {
      Evaluation before = latest;
      if (before == null || before.atMillis() < boundaryMillis) {
        beforeEvaluation.accept(boundaryMillis);
        long startNanos = System.nanoTime();
        Evaluation evaluation = pipeline.evaluate(boundaryMillis);
        latest = evaluation;
        companion.reached(boundaryMillis, pipeline);
        listener.evaluated(evaluation, System.nanoTime() - startNanos);
        evict(boundaryMillis);
      }
    } finally {
      lock.unlock();
    }
  }

  private void evict(long boundaryMillis) {
    if (boundaryMillis - EVICTION_MILLIS >= evictedMillis) {
      evictedMillis = boundaryMillis;
      List<Integer> givenUp = new ArrayList<>();
      for (int ref : pipeline.evict(boundaryMillis)) {
        witness.forget(ref);
        givenUp.add(ref << 1);
      }
      witness.evict(boundaryMillis - SILENT_MILLIS).forEach(handle -> givenUp.add(handle << 1 | 1));
      if (!givenUp.isEmpty()) {
        forget.accept(givenUp);
      }
    }
  }

  /**
   * Applies what happened before a crash. Boundaries bring the signals forward and score nothing,
   * since their scores have been told; only the last one is scored, for those who ask now.
   */
  public void recover(Runnable replay) {
    lock.lock();
    try {
      onDue = due(this::advance);
      replay.run();
      latest = pipeline.advanced() ? pipeline.score() : null;
    } finally {
      onDue = due(this::evaluate);
      lock.unlock();
    }
  }

  /** A boundary of the past, while recovering. */
  public void advance(long boundaryMillis) {
    pipeline.advance(boundaryMillis);
    companion.reached(boundaryMillis, pipeline);
    evict(boundaryMillis);
  }

  /**
   * Writes everything that later evaluations depend on.
   *
   * @param sequence asked while nothing can be appended: how far the journal has been applied
   */
  public long write(StateWriter state, LongSupplier sequence) {
    lock.lock();
    try {
      long last = sequence.getAsLong();
      state.number(evictedMillis);
      eventClock.write(state);
      pipeline.write(state);
      outcomes.write(state);
      companion.write(state);
      state.flush();
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes on where a written engine was, with a new pipeline to read into.
   *
   * @throws IllegalArgumentException if that is not possible; nothing has changed then
   */
  public void read(StateReader state, Pipeline fresh) {
    lock.lock();
    try {
      long evicted = state.number();
      EventClock.Position position = EventClock.Position.read(state);
      fresh.read(state);
      outcomes.read(state);
      companion.read(state);
      evictedMillis = evicted;
      eventClock.goTo(position);
      greatestMillis = eventClock.greatestMillis();
      pipeline = fresh;
    } finally {
      lock.unlock();
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

  /** The features that moved most; to be asked from the listener, while the lock is held. */
  public List<Drift> drift() {
    return pipeline.drift();
  }

  /** The greatest timestamp received, or {@code Long.MIN_VALUE}. */
  public long greatestMillis() {
    return greatestMillis;
  }

  /** Series that are kept. */
  public int series() {
    lock.lock();
    try {
      return pipeline.series() + witness.size();
    } finally {
      lock.unlock();
    }
  }

  private static final class Alone implements Companion {
    @Override
    public void reached(long boundaryMillis, Pipeline signals) {}

    @Override
    public void write(StateWriter state) {}

    @Override
    public void read(StateReader state) {}
  }

  private final class LockedFeed implements Feed {
    @Override
    public Append append(int ref, long timestampMillis, double value) {
      eventClock.observe(timestampMillis, onDue);
      if ((ref & 1) == 1) {
        witness.sample(ref >> 1, timestampMillis, value);
        return Append.STORED;
      }
      Append outcome = pipeline.append(ref >> 1, timestampMillis, value);
      if (outcome == Append.STORED) {
        witness.besideSample(ref >> 1, timestampMillis, value);
      }
      return outcome;
    }
  }
}
