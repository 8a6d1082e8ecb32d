/**
 * Clients of Prometheus and Alertmanager. Prometheus is where a claimed prediction is looked up;
 * Alertmanager is told what has no series of its own.
 */
@NullMarked
package io.aionyx.bridge.prom;

import org.jspecify.annotations.NullMarked;
