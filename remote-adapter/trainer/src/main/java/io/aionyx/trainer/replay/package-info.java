/** Plays a history into the product's own pipeline and stops at each evaluation. */
@NullMarked
package io.aionyx.trainer.replay;

import org.jspecify.annotations.NullMarked;
