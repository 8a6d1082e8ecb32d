/**
 * What a signal will be: season, trend and what lingers of the present, with intervals that have
 * been held against the past. A forecast is a small immutable value that is asked for any moment
 * ahead.
 */
@NullMarked
package io.aionyx.core.forecast;

import org.jspecify.annotations.NullMarked;
