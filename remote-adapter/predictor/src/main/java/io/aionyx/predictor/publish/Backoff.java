package io.aionyx.predictor.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before sending again: doubling from least to most, each wait drawn between half
 * and all of it, so that senders which failed together do not return together.
 */
final class Backoff {
  /** A target that asks for more patience than this is asked again all the same. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  private final Duration least;
  private final Duration most;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration least, Duration most, RandomGenerator random) {
    this.least = least;
    this.most = most;
    this.random = random;
  }

  /**
   * The wait after one more failure.
   *
   * @param asked what the target asked for by {@code Retry-After}; zero where it did not
   */
  Duration next(Duration asked) {
    int doublings = Math.min(failures++, 30);
    long ceiling = Math.min(most.toMillis(), least.toMillis() << doublings);
    long own = ceiling / 2 + random.nextLong(ceiling - ceiling / 2 + 1);
    Duration wanted = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return Duration.ofMillis(Math.max(own, wanted.toMillis()));
  }

  void reset() {
    failures = 0;
  }
}
