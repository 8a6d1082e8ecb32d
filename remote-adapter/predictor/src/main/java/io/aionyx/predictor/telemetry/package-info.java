/**
 * What the predictor says about itself on {@code /metrics}. One registry for each predictor, never
 * the global one, so that several can live in one process.
 */
@NullMarked
package io.aionyx.predictor.telemetry;

import org.jspecify.annotations.NullMarked;
