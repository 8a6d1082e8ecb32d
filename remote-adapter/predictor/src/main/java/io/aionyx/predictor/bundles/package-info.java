/** Finds model bundles, in a folder or among the shipped ones, and times what they do. */
@NullMarked
package io.aionyx.predictor.bundles;

import org.jspecify.annotations.NullMarked;
