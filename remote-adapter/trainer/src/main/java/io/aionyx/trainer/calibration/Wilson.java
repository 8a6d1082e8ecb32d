package io.aionyx.trainer.calibration;

/**
 * Wilson score bounds of a binomial share: sound at few trials and at shares near 0 and 1 [1].
 *
 * <p>[1] E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
 */
public final class Wilson {
  /** 95 percent on each side. */
  public static final double ONE_SIDED_95 = 1.6448536269514722;

  /** 95 percent in the middle. */
  public static final double TWO_SIDED_95 = 1.959963984540054;

  private Wilson() {}

  public static double lower(double share, double trials, double z) {
    return Math.max(0, centre(share, trials, z) - half(share, trials, z));
  }

  public static double upper(double share, double trials, double z) {
    return Math.min(1, centre(share, trials, z) + half(share, trials, z));
  }

  private static double centre(double share, double trials, double z) {
    return trials == 0 ? 0.5 : (share + z * z / (2 * trials)) / (1 + z * z / trials);
  }

  private static double half(double share, double trials, double z) {
    if (trials == 0) {
      return 0.5;
    }
    double variance = share * (1 - share) / trials + z * z / (4 * trials * trials);
    return z * Math.sqrt(variance) / (1 + z * z / trials);
  }
}
