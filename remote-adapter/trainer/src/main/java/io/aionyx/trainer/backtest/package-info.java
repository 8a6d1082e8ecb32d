/**
 * Judges models and plain rules on one stream by events: was a failure announced in time, and how
 * often was there nothing to announce. No figure here counts a whole failure as found because one
 * row of it was.
 */
@NullMarked
package io.aionyx.trainer.backtest;

import org.jspecify.annotations.NullMarked;
