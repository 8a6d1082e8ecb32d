package io.aionyx.trainer.samples;

/**
 * Shares of the rows that are kept, by what awaits them; all that fail within two hours are.
 *
 * @param onTheWay fails within six hours, of a cause that is at work
 * @param confounded in a look-alike, or just out of one
 * @param later fails within two days
 * @param sound all others
 */
public record Thinning(double onTheWay, double confounded, double later, double sound) {
  /** For growing trees: rows that only look like trouble teach the most. */
  public static final Thinning TO_GROW = new Thinning(0.5, 0.25, 0.08, 0.02);

  /** For probabilities: a row that stands for fifty lets one chance decide a step of them. */
  public static final Thinning TO_CALIBRATE = new Thinning(1, 0.5, 0.25, 0.25);
}
