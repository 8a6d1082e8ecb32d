/**
 * From a margin to a probability that means what it says, with bounds that admit how little data
 * may stand behind it.
 */
@NullMarked
package io.aionyx.trainer.calibration;

import org.jspecify.annotations.NullMarked;
