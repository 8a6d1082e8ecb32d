package io.aionyx.bridge.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A failure probability as Prometheus holds it, never as an alert claims it.
 *
 * @param lower lower bound of the calibrated interval, which all decisions use
 * @param at when the predictor wrote it
 */
public record Prediction(String model, double probability, double lower, double upper, Instant at) {

  public Prediction {
    checkProbability("probability", probability);
    checkProbability("lower", lower);
    checkProbability("upper", upper);
  }

  private static void checkProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1]: was " + value);
    }
  }

  public Duration age(Instant now) {
    return Duration.between(at, now);
  }
}
