/**
 * Histories on their way out: over remote-write to a running receiver, into OpenMetrics text, and
 * their labels into a side file that no stream contains.
 */
@NullMarked
package io.aionyx.scenarios.replay;

import org.jspecify.annotations.NullMarked;
