package io.aionyx.predictor.storage;

import java.nio.ByteBuffer;

/**
 * One entry of the journal.
 *
 * @param sequence its number; each entry has the number of the one before, plus one
 * @param kind what it is, in the words of whoever wrote it
 * @param atMillis a moment that belongs to it
 * @param payload a view, valid only while the entry is looked at
 */
public record Entry(long sequence, byte kind, long atMillis, ByteBuffer payload) {}
