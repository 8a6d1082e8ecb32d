/** Replayable pasts with known outcomes: what models are trained and judged on. */
@NullMarked
package io.aionyx.core.history;

import org.jspecify.annotations.NullMarked;
