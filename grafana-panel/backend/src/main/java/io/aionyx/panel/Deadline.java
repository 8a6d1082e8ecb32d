package io.aionyx.panel;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The moment by which an exchange must be over. */
final class Deadline {
  private final Duration limit;
  private final long startNanos = System.nanoTime();

  Deadline(Duration limit) {
    this.limit = limit;
  }

  /**
   * At least 1.
   *
   * @throws SocketTimeoutException when it has passed
   */
  int remainingMillis() throws SocketTimeoutException {
    long remaining = limit.toMillis() - (System.nanoTime() - startNanos) / 1_000_000;
    if (remaining <= 0) {
      throw new SocketTimeoutException("not within " + limit.toMillis() + " ms");
    }
    return Math.toIntExact(remaining);
  }
}
