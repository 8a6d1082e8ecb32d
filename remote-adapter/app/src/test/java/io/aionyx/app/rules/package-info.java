/**
 * The alert and recording rules of the repository, held against promtool and against the series
 * that exist.
 *
 * <p>The rules have no code of their own; these tests are their compiler.
 */
@NullMarked
package io.aionyx.app.rules;

import org.jspecify.annotations.NullMarked;
