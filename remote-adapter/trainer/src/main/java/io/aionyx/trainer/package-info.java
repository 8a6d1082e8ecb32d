/**
 * From a replayed past to a model bundle, and from a bundle to the proof of what it is worth. Only
 * this module trains; everything it writes is scored by the runtime in {@code core}.
 */
@NullMarked
package io.aionyx.trainer;

import org.jspecify.annotations.NullMarked;
