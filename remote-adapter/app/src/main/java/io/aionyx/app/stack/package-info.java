/**
 * The stack a team already runs, started small and local: Prometheus and Alertmanager as real
 * processes on free loopback ports, for the demo and for the end-to-end tests.
 *
 * <p>Programs are taken from the PATH, or unpacked from Debian's packages without root; where
 * neither works the caller is told why.
 */
@NullMarked
package io.aionyx.app.stack;

import org.jspecify.annotations.NullMarked;
