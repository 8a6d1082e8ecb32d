package io.aionyx.scenarios.random;

/**
 * A noise process with mean near 0 and standard deviation 1: first-order autoregressive, with
 * innovations from a heavy-tailed table.
 *
 * <p>Not thread safe; every noisy quantity owns one.
 */
public final class Noise {
  private final Rng rng;
  private final double[] innovations;
  private final double memory;
  private final double fresh;
  private double value;

  public Noise(Rng rng, Residuals residuals) {
    this.rng = rng;
    this.innovations = residuals.innovations();
    this.memory = residuals.autocorrelation();
    this.fresh = StrictMath.sqrt(1 - memory * memory);
  }

  /** The next value, one step of the world later. */
  public double next() {
    double innovation = innovations[(int) (rng.nextLong() >>> (64 - Residuals.BITS))];
    value = memory * value + fresh * innovation;
    return value;
  }
}
