package io.aionyx.predictor.outcomes;

/**
 * How well one model does with one failure mode, over the last thirty days; NaN where nothing
 * happened that could give a figure.
 *
 * @param precisionLowerBound one-sided, 95 % (Clopper-Pearson)
 * @param calibrationError expected, over ten bins of equal width
 */
public record Quality(
    String model,
    String failureMode,
    double precision,
    double precisionLowerBound,
    double recall,
    double falseAlarmsPerDay,
    double brier,
    double calibrationError) {
  /** The {@code window} label of these figures. */
  public static final String WINDOW = "30d";
}
