/**
 * The physics of a world: load flows through the call graph, resources fill, queues grow, caches
 * are squeezed out. No quantity moves alone.
 */
@NullMarked
package io.aionyx.scenarios.sim;

import org.jspecify.annotations.NullMarked;
