package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.Calendar;
import io.aionyx.core.forecast.Forecast;
import io.aionyx.core.forecast.Forecaster;
import io.aionyx.core.forecast.Past;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The daily fits, on a thread of their own with the least priority.
 *
 * <p>A fit is taken up an hour of the data's time after it was asked for, whether it took a
 * millisecond or a minute, so that a replay at any speed takes it up at the same moment. Only a
 * replay ever waits for one.
 */
final class Fits implements AutoCloseable {
  private static final long DELAY_MILLIS = Duration.ofHours(1).toMillis();

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("aionyx-fit").daemon().priority(Thread.MIN_PRIORITY).factory());
  private final Queue<Asked> asked = new ArrayDeque<>();

  private record Asked(long dueMillis, Tracked tracked, CompletableFuture<Forecast> fit) {}

  void ask(long atMillis, Tracked tracked) {
    Past past = tracked.live.past();
    Calendar calendar = tracked.live.calendar();
    var fit = CompletableFuture.supplyAsync(() -> Forecaster.fit(past, calendar), worker);
    asked.add(new Asked(atMillis + DELAY_MILLIS, tracked, fit));
  }

  /** Takes up what was asked for an hour before a moment, or earlier. */
  void takeUp(long atMillis) {
    for (Asked next = asked.peek();
        next != null && next.dueMillis() <= atMillis;
        next = asked.peek()) {
      asked.remove();
      next.tracked().live.use(next.fit().join());
    }
  }

  void forget() {
    asked.clear();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
