/**
 * The plugin as a process that go-plugin has started: what it finds in its environment, the socket
 * it listens on, the one line it prints, the certificate it makes when asked for mutual TLS, and
 * how it logs. Knows nothing of Grafana's services.
 */
@NullMarked
package io.aionyx.grafana.process;

import org.jspecify.annotations.NullMarked;
