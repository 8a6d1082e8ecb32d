/**
 * The whole order of work in one class, {@link io.aionyx.core.Pipeline}: samples in, explained
 * predictions out. Everything below it is pure and runs on the time of the data, never on the clock
 * of the machine.
 */
@NullMarked
package io.aionyx.core;

import org.jspecify.annotations.NullMarked;
