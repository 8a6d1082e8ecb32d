package io.aionyx.trainer.replay;

import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.SignalCatalog;
import java.time.Duration;
import java.util.Arrays;

/**
 * Feeds a history through the pipeline that serves, so that what is learnt and judged are the very
 * features live data would give.
 */
public final class Replay implements History.Sink {
  /** Looks at the pipeline after it was brought to a boundary. */
  @FunctionalInterface
  public interface Tick {
    void at(long boundaryMillis, Pipeline pipeline);
  }

  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final Pipeline pipeline;
  private final long evaluationMillis;
  private final long tickMillis;
  private final Tick tick;
  private int[] refs = new int[1024];
  private int handles;
  private long nextBoundary = NOT_STARTED;

  private Replay(Pipeline pipeline, Duration evaluation, Duration every, Tick tick) {
    this.pipeline = pipeline;
    this.evaluationMillis = evaluation.toMillis();
    this.tickMillis = every.toMillis();
    if (tickMillis % evaluationMillis != 0) {
      throw new IllegalArgumentException("must be a multiple of " + evaluation + ": was " + every);
    }
    this.tick = tick;
  }

  /**
   * Replays everything.
   *
   * @param evaluation how often the pipeline takes a value of each signal, as it does when it
   *     serves
   * @param every how often the tick is called, a multiple of {@code evaluation}
   */
  public static void run(
      History history, SignalCatalog catalog, Duration evaluation, Duration every, Tick tick) {
    var pipeline = new Pipeline(catalog, Models.NONE);
    history.replay(new Replay(pipeline, evaluation, every, tick));
  }

  @Override
  public int open(Labels series) {
    if (handles == refs.length) {
      refs = Arrays.copyOf(refs, 2 * handles);
    }
    refs[handles] = pipeline.resolve(series);
    return handles++;
  }

  @Override
  public void sample(int handle, long timestampMillis, double value) {
    if (refs[handle] != Pipeline.DROPPED) {
      pipeline.append(refs[handle], timestampMillis, value);
    }
  }

  @Override
  public void advance(long timestampMillis) {
    if (nextBoundary == NOT_STARTED) {
      nextBoundary = evaluationMillis * (1 + Math.floorDiv(timestampMillis, evaluationMillis));
    }
    for (; nextBoundary <= timestampMillis; nextBoundary += evaluationMillis) {
      pipeline.advance(nextBoundary);
      if (nextBoundary % tickMillis == 0) {
        tick.at(nextBoundary, pipeline);
      }
    }
  }
}
