/**
 * Looks at the stack around a predictor and says what is missing, each time with the fix.
 *
 * <p>Facts are read first, over HTTP, and may stay unknown; checks are pure functions from facts to
 * a verdict; {@link Examination} shows all of them in order.
 */
@NullMarked
package io.aionyx.app.doctor;

import org.jspecify.annotations.NullMarked;
