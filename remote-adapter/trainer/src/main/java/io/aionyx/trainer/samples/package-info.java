/**
 * From what happened to what can be learnt: the outcome that awaited each row, and which rows are
 * kept.
 */
@NullMarked
package io.aionyx.trainer.samples;

import org.jspecify.annotations.NullMarked;
