package io.aionyx.predictor.receive;

/**
 * Checks numbers that must be above zero. Stands alone, since the parts of {@link WriteLimits}
 * check themselves while the whole is still being initialised.
 */
final class Positive {
  private Positive() {}

  static void require(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be > 0: was " + value);
    }
  }
}
