package io.aionyx.predictor.publish;

import io.aionyx.core.series.Labels;

/** One sample on its way out; a NaN with the stale marker's bits ends the series. */
public record Point(Labels series, long timestampMillis, double value) {}
