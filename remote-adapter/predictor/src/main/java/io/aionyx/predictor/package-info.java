/**
 * The sidecar in one class, {@link io.aionyx.predictor.Predictor}: samples in by remote-write,
 * failure probabilities out by remote-write, and a page that shows them.
 */
@NullMarked
package io.aionyx.predictor;

import org.jspecify.annotations.NullMarked;
