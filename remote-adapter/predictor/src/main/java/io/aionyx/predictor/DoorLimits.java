package io.aionyx.predictor;

import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.config.Limits;
import io.aionyx.predictor.receive.WriteLimits;

/** The limits of the write door, from the keys that set them. */
final class DoorLimits {
  private DoorLimits() {}

  static WriteLimits of(Config config) {
    Limits limits = config.limits();
    return new WriteLimits(
        body(limits), series(limits), samples(limits, config.clock()), connections(limits));
  }

  private static WriteLimits.Body body(Limits limits) {
    return new WriteLimits.Body(
        limits.maxBodyBytes(),
        limits.maxDecodedBytes(),
        limits.maxInFlightBytes() == 0
            ? WriteLimits.Body.DEFAULTS.maxInFlightBytes()
            : limits.maxInFlightBytes(),
        limits.bodyTimeout(),
        limits.retryAfter());
  }

  private static WriteLimits.Series series(Limits limits) {
    return new WriteLimits.Series(
        limits.maxSeriesPerRequest(),
        limits.maxLabelNamesPerSeries(),
        limits.maxLabelNameLength(),
        limits.maxLabelValueLength(),
        limits.knownSeriesBytes());
  }

  /** A replay brings samples of any age. */
  private static WriteLimits.Samples samples(Limits limits, ClockKind clock) {
    return clock == ClockKind.WALL
        ? new WriteLimits.Samples(
            limits.maxSamplesPerRequest(), limits.pastGracePeriod(), limits.creationGracePeriod())
        : WriteLimits.Samples.OF_A_REPLAY.ofAtMost(limits.maxSamplesPerRequest());
  }

  private static WriteLimits.Connections connections(Limits limits) {
    return new WriteLimits.Connections(
        limits.maxConnections(), limits.headerTimeout(), limits.idleTimeout());
  }
}
