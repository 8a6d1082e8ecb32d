/**
 * Trees and how they are learnt: gradient boosting, quantile boosting and isolation forests, all as
 * plain arrays, with nothing of the library that grew them left in.
 */
@NullMarked
package io.aionyx.trainer.trees;

import org.jspecify.annotations.NullMarked;
