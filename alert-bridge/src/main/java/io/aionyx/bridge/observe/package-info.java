/**
 * What the bridge shows of itself: metrics for Prometheus and alerts for Alertmanager about what
 * has no series.
 */
@NullMarked
package io.aionyx.bridge.observe;

import org.jspecify.annotations.NullMarked;
