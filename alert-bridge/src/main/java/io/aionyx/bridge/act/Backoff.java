package io.aionyx.bridge.act;

import java.time.Duration;

/** Waiting between attempts that were told "not now": as long as already waited, 5 s to 1 min. */
final class Backoff {

  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final Duration MOST_ASKED = Duration.ofMinutes(5);

  private Backoff() {}

  /**
   * @param asked what the server asked for; zero when it did not say; more than 5 min is not waited
   *     for, since a deadline has to be looked at in between
   */
  static Duration after(Duration elapsed, Duration asked) {
    Duration wait = elapsed.compareTo(LEAST) < 0 ? LEAST : elapsed;
    wait = wait.compareTo(MOST) > 0 ? MOST : wait;
    Duration heard = asked.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked;
    return wait.compareTo(heard) < 0 ? heard : wait;
  }
}
