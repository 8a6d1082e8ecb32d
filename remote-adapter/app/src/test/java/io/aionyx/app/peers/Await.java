package io.aionyx.app.peers;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits until something another process does can be seen, for a bounded time. */
public final class Await {
  private static final Duration POLL = Duration.ofMillis(200);

  private Await() {}

  /**
   * Asks again and again until there is an answer.
   *
   * @param what is waited for, to name it in the failure
   * @param probe empty for "not yet"; whatever it throws ends the wait
   */
  public static <T> T until(String what, Duration limit, Supplier<Optional<T>> probe) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> polling =
          timer.scheduleWithFixedDelay(
              () -> ask(probe, answer), 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        polling.cancel(true);
      }
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": not within " + limit, e);
    } catch (ExecutionException e) {
      throw new AssertionError(what + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + what, e);
    }
  }

  private static <T> void ask(Supplier<Optional<T>> probe, CompletableFuture<T> answer) {
    try {
      probe.get().ifPresent(answer::complete);
    } catch (RuntimeException | AssertionError e) {
      answer.completeExceptionally(e);
    }
  }
}
