/**
 * Forecasts kept live: which signals of which entities are forecast, their state in time of the
 * data, what of it is served at future timestamps and what is written at the present one.
 */
@NullMarked
package io.aionyx.predictor.outlook;

import org.jspecify.annotations.NullMarked;
