/** The commands that people type, and the only place where all parts meet. */
@NullMarked
package io.aionyx.app;

import org.jspecify.annotations.NullMarked;
