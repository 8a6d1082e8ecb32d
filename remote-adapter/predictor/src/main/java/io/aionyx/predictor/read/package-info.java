/**
 * The read door: remote-read of forecasts, at past and future timestamps. From bytes to an answer
 * without a store behind it; everything comes from the newest {@link
 * io.aionyx.predictor.outlook.Board}.
 */
@NullMarked
package io.aionyx.predictor.read;

import org.jspecify.annotations.NullMarked;
