/**
 * Pasts without a side file of labels: what failed is read from the series that say so, and what
 * people did on purpose is left out.
 */
@NullMarked
package io.aionyx.trainer.observed;

import org.jspecify.annotations.NullMarked;
