package io.aionyx.scenarios.cluster;

/**
 * Traffic of a workload by the hour of the week, as a factor around 1.
 *
 * <p>A day has a main wave and a half-day wave, as office traffic has; the weekend is lower. The
 * table is in steps of five minutes and is read by interpolation.
 */
public final class Season {
  private static final int STEP_MILLIS = 5 * 60_000;
  private static final long WEEK_MILLIS = 7L * 24 * 3_600_000;
  private static final int STEPS = (int) (WEEK_MILLIS / STEP_MILLIS);

  /** The epoch began on a Thursday; the table begins on Monday. */
  private static final long EPOCH_OFFSET_MILLIS = 3L * 24 * 3_600_000;

  private final double[] table = new double[STEPS + 1];

  public Season(Workload workload) {
    for (int i = 0; i <= STEPS; i++) {
      table[i] = factor(workload, (double) i * STEP_MILLIS / 3_600_000);
    }
    table[STEPS] = table[0];
  }

  public double at(long millis) {
    double place = (double) Math.floorMod(millis + EPOCH_OFFSET_MILLIS, WEEK_MILLIS) / STEP_MILLIS;
    int left = (int) place;
    double share = place - left;
    return table[left] * (1 - share) + table[left + 1] * share;
  }

  private static double factor(Workload workload, double hourOfWeek) {
    double angle = 2 * StrictMath.PI * (hourOfWeek - workload.peakHour()) / 24;
    double day =
        1
            + workload.dailyAmplitude() * StrictMath.cos(angle)
            + 0.3 * workload.dailyAmplitude() * StrictMath.cos(2 * angle + 0.6);
    return day * (1 - (1 - workload.weekendFactor()) * weekend(hourOfWeek));
  }

  /** 1 on Saturday and Sunday, with slopes of three hours so that midnight is not a step. */
  private static double weekend(double hourOfWeek) {
    double sinceSaturday = hourOfWeek - 5 * 24;
    if (sinceSaturday >= 0) {
      return Math.min(1, sinceSaturday / 3);
    }
    return Math.max(0, 1 - hourOfWeek / 3);
  }
}
