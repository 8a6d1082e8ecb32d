package io.aionyx.core.model;

import java.nio.FloatBuffer;

/**
 * What one batch scored to: {@code count} rows in each buffer.
 *
 * @param features number of feature columns F
 * @param probability calibrated, {@code [count]}
 * @param lower lower bound of the calibrated probability, {@code [count]}
 * @param upper upper bound, {@code [count]}
 * @param margin raw score before calibration, log-odds, {@code [count]}
 * @param contributions additive path contributions to the margin, {@code [count × (F + 1)]}, the
 *     last column is the bias
 * @param etaSeconds time to failure given that one comes, percentiles 10, 50, 90, {@code [count ×
 *     3]}; NaN where the model has none
 */
public record Scores(
    int count,
    int features,
    FloatBuffer probability,
    FloatBuffer lower,
    FloatBuffer upper,
    FloatBuffer margin,
    FloatBuffer contributions,
    FloatBuffer etaSeconds) {}
