package io.aionyx.app.demo;

import io.aionyx.scenarios.replay.RemoteWriteReplayer;
import io.aionyx.scenarios.replay.ReplayException;
import io.aionyx.scenarios.replay.ReplayProgress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A replay that has caught up with the clock and goes on behind what else is done. */
final class Feed implements AutoCloseable {
  private final Thread thread;
  private final CompletableFuture<Void> end;

  private Feed(Thread thread, CompletableFuture<Void> end) {
    this.thread = thread;
    this.end = end;
  }

  /**
   * Returns as soon as the replay has come to a moment.
   *
   * @param watcher told of each step until then
   * @param caughtUp told of the step that came there
   * @throws ReplayException where it did not come so far
   */
  static Feed start(
      RemoteWriteReplayer replayer,
      LiveHistory history,
      long untilMillis,
      Consumer<ReplayProgress> watcher,
      Consumer<ReplayProgress> caughtUp) {
    var there = new CompletableFuture<ReplayProgress>();
    var end = new CompletableFuture<Void>();
    Consumer<ReplayProgress> steps =
        step -> {
          if (!there.isDone() && step.eventMillis() >= untilMillis) {
            there.complete(step);
          } else if (!there.isDone()) {
            watcher.accept(step);
          }
        };
    Thread thread =
        Thread.ofPlatform()
            .name("feed")
            .daemon()
            .start(() -> replay(replayer, history, steps, end));
    end.whenComplete(
        (_, failure) -> there.completeExceptionally(failure == null ? early() : failure));
    try {
      caughtUp.accept(there.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return new Feed(thread, end);
  }

  private static void replay(
      RemoteWriteReplayer replayer,
      LiveHistory history,
      Consumer<ReplayProgress> steps,
      CompletableFuture<Void> end) {
    try {
      replayer.replay(history, steps);
      end.complete(null);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private static IllegalStateException early() {
    return new IllegalStateException("the history ended before now");
  }

  /**
   * @throws ReplayException where the replay has broken off
   */
  void check() {
    if (end.isCompletedExceptionally() && end.exceptionNow() instanceof RuntimeException failure) {
      throw failure;
    }
  }

  /** Whatever ends the thread now was asked for. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      end.join();
    } catch (CompletionException | CancellationException asked) {
      // The interrupt shows as the failure of whatever the thread was at.
    }
  }
}
