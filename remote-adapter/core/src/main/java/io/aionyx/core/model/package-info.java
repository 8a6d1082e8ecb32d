/** Models as data: a card, a graph, and what comes out of scoring a matrix of features. */
@NullMarked
package io.aionyx.core.model;

import org.jspecify.annotations.NullMarked;
