package io.aionyx.scenarios.replay;

/**
 * How far a replay is.
 *
 * @param eventMillis everything up to this time of the history has been accepted, unless the batch
 *     at hand is not full
 */
public record ReplayProgress(long eventMillis, long samples, long requests, long retries) {}
