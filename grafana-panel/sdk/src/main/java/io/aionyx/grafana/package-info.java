/**
 * What a plugin author writes against: {@link io.aionyx.grafana.GrafanaPlugin} gathers the
 * handlers, the records beside it are what Grafana asks and what it is told. Nothing here knows of
 * gRPC or of processes; {@link io.aionyx.grafana.serve} does.
 */
@NullMarked
package io.aionyx.grafana;

import org.jspecify.annotations.NullMarked;
