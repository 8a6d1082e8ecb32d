/**
 * Named numbers computed from an entity's signals over fixed windows. Unknown is NaN and stays NaN:
 * a model is told what is missing, never given a guess.
 */
@NullMarked
package io.aionyx.core.features;

import org.jspecify.annotations.NullMarked;
