/**
 * Runs a {@link io.aionyx.grafana.GrafanaPlugin}: {@link io.aionyx.grafana.serve.PluginServer} goes
 * through the handshake and serves until the host says stop, one small class per gRPC service
 * translates between the wire and the handlers.
 */
@NullMarked
package io.aionyx.grafana.serve;

import org.jspecify.annotations.NullMarked;
