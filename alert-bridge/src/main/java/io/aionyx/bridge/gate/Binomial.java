package io.aionyx.bridge.gate;

/**
 * The exact (Clopper-Pearson) one-sided lower bound of a proportion: the smallest p under which
 * seeing so many successes or more still has a probability of {@code 1 - confidence}.
 *
 * <p>Why exact: at 95 % precision the normal approximation is too kind by several points just where
 * the decision falls. 59 successes in 59 trials give 0.9505; 58 in 58 do not reach 0.95.
 */
final class Binomial {

  private static final int BISECTIONS = 60;

  private Binomial() {}

  static double lowerBound(long successes, long trials, double confidence) {
    if (successes <= 0 || trials <= 0) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double p = (low + high) / 2;
      if (atLeast(successes, trials, p) < 1 - confidence) {
        low = p;
      } else {
        high = p;
      }
    }
    return low;
  }

  /** P(X >= successes), summed in logarithms so that thousands of trials do not underflow. */
  private static double atLeast(long successes, long trials, double p) {
    double sum = 0;
    double term = 0;
    for (long k = trials; k >= successes; k--) {
      long failures = trials - k;
      term = failures == 0 ? 0 : term + Math.log((k + 1.0) / failures);
      sum += Math.exp(term + k * Math.log(p) + failures * Math.log1p(-p));
    }
    return sum;
  }
}
