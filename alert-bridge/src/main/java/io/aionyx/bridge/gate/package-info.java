/**
 * What stands between a plan and the cluster: one visible list of stages, each with a named verdict
 * and a reason.
 */
@NullMarked
package io.aionyx.bridge.gate;

import org.jspecify.annotations.NullMarked;
