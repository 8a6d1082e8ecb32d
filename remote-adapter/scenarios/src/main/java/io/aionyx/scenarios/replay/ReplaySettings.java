package io.aionyx.scenarios.replay;

import io.aionyx.wire.RemoteWrite;
import java.net.URI;
import java.time.Duration;

/**
 * Where a history goes and how fast.
 *
 * @param url of a remote-write receiver
 * @param speed seconds of the history a second, {@link Double#POSITIVE_INFINITY} for as fast as the
 *     receiver accepts
 * @param timeout of one request
 * @param retries of a request that was answered 429 or 5xx or not at all, before giving up
 */
public record ReplaySettings(
    URI url, RemoteWrite version, double speed, Duration timeout, int retries) {
  public ReplaySettings {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0: was " + speed);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above 0: was " + timeout);
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must not be negative: was " + retries);
    }
  }

  /** Remote-write 1.0, as fast as accepted. */
  public static ReplaySettings to(URI url) {
    return new ReplaySettings(
        url, RemoteWrite.V1, Double.POSITIVE_INFINITY, Duration.ofSeconds(60), 8);
  }

  public ReplaySettings withSpeed(double speed) {
    return new ReplaySettings(url, version, speed, timeout, retries);
  }

  public ReplaySettings withVersion(RemoteWrite version) {
    return new ReplaySettings(url, version, speed, timeout, retries);
  }
}
