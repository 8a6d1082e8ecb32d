package io.aionyx.predictor.outcomes;

/**
 * The exact one-sided lower bound of a share (Clopper and Pearson, Biometrika 26, 1934): the share
 * under which so many successes or more are just as unlikely as the confidence allows.
 *
 * <p>It sits in the tail where a normal approximation flatters: 59 of 59 prove 0.95, 58 do not.
 */
final class Binomial {
  private static final int HALVINGS = 60;

  private Binomial() {}

  static double lowerBound(long successes, long trials, double confidence) {
    double low = 0;
    double high = successes == 0 ? 0 : 1;
    for (int i = 0; i < HALVINGS && high > low; i++) {
      double middle = (low + high) / 2;
      if (atLeast(successes, trials, middle) < 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** In logarithms, so that thousands of trials do not underflow. */
  private static double atLeast(long successes, long trials, double share) {
    double sum = 0;
    double logWays = 0;
    for (long failures = 0; failures <= trials - successes; failures++) {
      logWays += failures == 0 ? 0 : Math.log((double) (trials - failures + 1) / failures);
      long right = trials - failures;
      sum += Math.exp(logWays + right * Math.log(share) + failures * Math.log1p(-share));
    }
    return sum;
  }
}
