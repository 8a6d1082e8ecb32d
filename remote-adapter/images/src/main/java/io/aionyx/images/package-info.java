/**
 * Container images from the distributions of other modules: a Java runtime of just the modules that
 * are needed, jars without the native code of other platforms, and a C library below. No engine and
 * no shell takes part, and the same input gives the same bytes.
 */
@NullMarked
package io.aionyx.images;

import org.jspecify.annotations.NullMarked;
