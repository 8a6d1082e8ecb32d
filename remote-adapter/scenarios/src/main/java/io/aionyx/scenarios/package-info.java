/**
 * Failure worlds: seeded clusters whose failures, look-alikes and causes are known. What they give
 * is a {@link io.aionyx.core.history.History}, so that training, demo and tests read them like any
 * other past.
 */
@NullMarked
package io.aionyx.scenarios;

import org.jspecify.annotations.NullMarked;
