package io.aionyx.scenarios.random;

import java.util.stream.LongStream;

/**
 * What a world may be used for: to train, to validate or for the last test.
 *
 * <p>Splits share nothing: neither seeds, nor names, nor parameter values. Every range of a
 * parameter is cut into bands which the splits own in turn, so that all of them cover the whole
 * range and no value of one occurs in another.
 */
public enum Split {
  TRAIN(1_000_000L, 0, 2),
  VALIDATION(2_000_000L, 1),
  TEST(3_000_000L, 3);

  private static final int PERIOD = 4;
  private static final int BANDS = 15 * PERIOD;
  private static final long SEEDS = 1_000_000L;

  private final long firstSeed;
  private final int[] residues;

  Split(long firstSeed, int... residues) {
    this.firstSeed = firstSeed;
    this.residues = residues;
  }

  /** The first seeds of this split; it has a million. */
  public LongStream seeds(int count) {
    if (count < 0 || count > SEEDS) {
      throw new IllegalArgumentException("a split has 0 to " + SEEDS + " seeds: was " + count);
    }
    return LongStream.range(firstSeed, firstSeed + count);
  }

  /** Which split owns the seed; seeds outside all ranges are for training and demos. */
  public static Split ofSeed(long seed) {
    for (Split split : values()) {
      if (seed >= split.firstSeed && seed < split.firstSeed + SEEDS) {
        return split;
      }
    }
    return TRAIN;
  }

  /** A value of the range that only this split may take. */
  public double uniform(Rng rng, double low, double high) {
    int band = PERIOD * rng.below(BANDS / PERIOD) + residues[rng.below(residues.length)];
    return low + (high - low) * (band + rng.uniform()) / BANDS;
  }

  public double logUniform(Rng rng, double low, double high) {
    return low * StrictMath.exp(uniform(rng, 0, StrictMath.log(high / low)));
  }

  /** Whether {@link #uniform} of this split could have given the value. */
  public boolean owns(double value, double low, double high) {
    int band = (int) ((value - low) / (high - low) * BANDS);
    for (int residue : residues) {
      if (band % PERIOD == residue) {
        return true;
      }
    }
    return false;
  }
}
