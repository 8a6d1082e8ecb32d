package io.aionyx.core.explain;

/**
 * One reason of a score.
 *
 * @param share in [0, 1]; the shares of one score sum to 1
 * @param value the feature's value at scoring time
 * @param typical the usual value it is held against
 */
public record Contribution(
    String feature, Direction direction, double share, float value, float typical) {
  public Contribution {
    if (!(share >= 0 && share <= 1 + 1e-9)) {
      throw new IllegalArgumentException(feature + ": share must be in [0, 1]: was " + share);
    }
  }
}
