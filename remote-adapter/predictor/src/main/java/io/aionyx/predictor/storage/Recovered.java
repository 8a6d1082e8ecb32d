package io.aionyx.predictor.storage;

/**
 * What a reading of the journal found.
 *
 * @param lastSequence of the last whole entry, or the one reading began behind
 * @param entries that were handed on
 * @param tornBytes cut off the end: an entry that was being written when the process died
 * @param damagedBytes in the middle that belong to no whole entry
 * @param missing entries that should be there by their numbers and are not
 */
public record Recovered(
    long lastSequence, long entries, long tornBytes, long damagedBytes, long missing) {}
