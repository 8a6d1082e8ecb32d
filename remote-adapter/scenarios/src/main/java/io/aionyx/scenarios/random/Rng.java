package io.aionyx.scenarios.random;

import java.util.List;

/**
 * SplitMix64 [1]: 64 bits of state, a few operations a draw, and the same numbers on every JVM.
 *
 * <p>Generators are keyed by a seed, a purpose and an index; two keys give unrelated streams. Only
 * {@link StrictMath} is used on top of it, since {@link Math} may differ in the last bit between
 * machines and a world must not.
 *
 * <p>[1] Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
public final class Rng {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  public Rng(long seed) {
    this.state = seed;
  }

  public static Rng of(long seed, String purpose, long index) {
    long purposeKey = 1125899906842597L;
    for (int i = 0; i < purpose.length(); i++) {
      purposeKey = 31 * purposeKey + purpose.charAt(i);
    }
    return new Rng(mix(mix(mix(seed) ^ purposeKey) + GOLDEN * index));
  }

  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1). */
  public double uniform() {
    return (nextLong() >>> 11) * UNIT;
  }

  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in the logarithm: as many values between 1 and 10 as between 10 and 100. */
  public double logUniform(double low, double high) {
    return low * StrictMath.exp(uniform() * StrictMath.log(high / low));
  }

  /** In [0, bound). */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** In [low, high], both included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  public boolean chance(double probability) {
    return uniform() < probability;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
