/**
 * The other side of the protocol: {@link io.aionyx.grafana.host.PluginHost} starts a plugin as
 * Grafana does and calls it. Made for tests of plugins, and for the rehearsal from which an
 * ahead-of-time cache is written.
 */
@NullMarked
package io.aionyx.grafana.host;

import org.jspecify.annotations.NullMarked;
