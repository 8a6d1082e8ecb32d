/**
 * A small simulated cluster and Prometheus, for the demo and for storms of alerts in tests. They
 * imitate what the bridge relies on and claim to be nothing more.
 */
@NullMarked
package io.aionyx.bridge.sim;

import org.jspecify.annotations.NullMarked;
