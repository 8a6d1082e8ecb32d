/**
 * Data frames, the tables Grafana draws: {@link io.aionyx.grafana.frame.Frame} and its fields, and
 * the two forms in which they travel, Arrow IPC files and JSON.
 */
@NullMarked
package io.aionyx.grafana.frame;

import org.jspecify.annotations.NullMarked;
