/**
 * From a model's raw contributions to reasons a person can read: named, directed shares that sum to
 * 1.
 */
@NullMarked
package io.aionyx.core.explain;

import org.jspecify.annotations.NullMarked;
