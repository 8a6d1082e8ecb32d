package io.aionyx.bridge.act;

import java.time.Duration;

/** Waiting between attempts that were told "not now": as long as already waited, 5 s to 1 min. */
final class Backoff {

  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(1);

  private Backoff() {}

  /**
   * @param asked what the server asked for; zero when it did not say
   */
  static Duration after(Duration elapsed, Duration asked) {
    Duration wait = elapsed.compareTo(LEAST) < 0 ? LEAST : elapsed;
    wait = wait.compareTo(MOST) > 0 ? MOST : wait;
    return wait.compareTo(asked) < 0 ? asked : wait;
  }
}
