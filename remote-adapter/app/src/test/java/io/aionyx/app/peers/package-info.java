/**
 * The real programs that tests run against, and the small servers that play what is around them.
 *
 * <p>A program that cannot be found skips its test, and says so on the standard error stream.
 */
@NullMarked
package io.aionyx.app.peers;

import org.jspecify.annotations.NullMarked;
