/**
 * What will happen in a world and what it will be labelled as, decided before the first sample:
 * causes, their precursors, how they end, and everything harmless that looks like them.
 */
@NullMarked
package io.aionyx.scenarios.plan;

import org.jspecify.annotations.NullMarked;
