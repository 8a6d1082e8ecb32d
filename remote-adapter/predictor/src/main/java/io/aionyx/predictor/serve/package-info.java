/**
 * The one port: pages for people, JSON for programs, metrics for Prometheus, and who may ask for
 * them.
 */
@NullMarked
package io.aionyx.predictor.serve;

import org.jspecify.annotations.NullMarked;
