/**
 * When to evaluate: by the machine's clock or by the time of the data. Owns the lock around the
 * pipeline, so that nothing is appended while an evaluation runs.
 */
@NullMarked
package io.aionyx.predictor.tick;

import org.jspecify.annotations.NullMarked;
