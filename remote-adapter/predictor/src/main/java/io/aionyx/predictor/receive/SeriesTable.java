package io.aionyx.predictor.receive;

import io.aionyx.wire.RawLabels;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Recognises a series by the raw bytes of its labels, so that a known one costs a hash and a
 * comparison and builds no text.
 *
 * <p>Open addressing with linear probing over 64-bit hashes; each hit is confirmed byte by byte
 * against the stored key, so a collision costs time and never mixes up two series. The same series
 * may come in several orders: each is a key of its own with the same ref. Refs of dropped series
 * are remembered too.
 *
 * <p>A cache, not a record: when the keys reach their limit everything is forgotten, and the series
 * still being sent come back within one round. That bounds the memory under churn, and under
 * senders which shuffle labels, without any bookkeeping per series.
 *
 * <p>Not thread safe: lookups may run beside each other, but not beside {@link #put}.
 */
final class SeriesTable {
  /** Stands for "not in the table"; refs and {@link Ingest#DROPPED} are above it. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int INITIAL_SLOTS = 1 << 10;
  private static final int FIRST_KEY_BYTES = 1 << 16;

  private final int maxKeyBytes;
  private long[] hashes = new long[INITIAL_SLOTS];
  private int[] refs = emptyRefs(INITIAL_SLOTS);
  private int[] starts = new int[INITIAL_SLOTS];
  private int[] lengths = new int[INITIAL_SLOTS];
  private byte[] keys = new byte[0];
  private int keyBytes;
  private int size;

  SeriesTable(int maxKeyBytes) {
    this.maxKeyBytes = maxKeyBytes;
  }

  /** The ref of these labels, {@link Ingest#DROPPED} or {@link #UNKNOWN}. */
  int find(long hash, RawLabels labels) {
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; refs[slot] != UNKNOWN; slot = slot + 1 & mask) {
      if (hashes[slot] == hash && labels.matches(keys, starts[slot], lengths[slot])) {
        return refs[slot];
      }
    }
    return UNKNOWN;
  }

  /** Remembers a key; it may be there already and is then left alone. */
  void put(long hash, byte[] key, int ref) {
    if (key.length > maxKeyBytes || isKnown(hash, key)) {
      return;
    }
    if (key.length > maxKeyBytes - keyBytes) {
      clear();
    }
    if (2 * size >= hashes.length) {
      rehash(2 * hashes.length);
    }
    store(hash, key, ref);
  }

  private boolean isKnown(long hash, byte[] key) {
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; refs[slot] != UNKNOWN; slot = slot + 1 & mask) {
      int start = starts[slot];
      if (hashes[slot] == hash
          && Arrays.equals(keys, start, start + lengths[slot], key, 0, key.length)) {
        return true;
      }
    }
    return false;
  }

  private void store(long hash, byte[] key, int ref) {
    if (keys.length - keyBytes < key.length) {
      long wanted =
          Math.max(2L * keys.length, Math.max(FIRST_KEY_BYTES, (long) keyBytes + key.length));
      keys = Arrays.copyOf(keys, (int) Math.min(wanted, maxKeyBytes));
    }
    System.arraycopy(key, 0, keys, keyBytes, key.length);
    place(hash, ref, keyBytes, key.length);
    keyBytes += key.length;
    size++;
  }

  private void place(long hash, int ref, int start, int length) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (refs[slot] != UNKNOWN) {
      slot = slot + 1 & mask;
    }
    hashes[slot] = hash;
    refs[slot] = ref;
    starts[slot] = start;
    lengths[slot] = length;
  }

  private void rehash(int slots) {
    long[] oldHashes = hashes;
    int[] oldRefs = refs;
    int[] oldStarts = starts;
    int[] oldLengths = lengths;
    allocate(slots);
    for (int i = 0; i < oldRefs.length; i++) {
      if (oldRefs[i] != UNKNOWN) {
        place(oldHashes[i], oldRefs[i], oldStarts[i], oldLengths[i]);
      }
    }
  }

  private void allocate(int slots) {
    hashes = new long[slots];
    refs = emptyRefs(slots);
    starts = new int[slots];
    lengths = new int[slots];
  }

  /** Forgets every key of these refs, so that a ref can serve another series. */
  void forget(BitSet forgotten) {
    SeriesTable rest = new SeriesTable(maxKeyBytes);
    for (int slot = 0; slot < refs.length; slot++) {
      int ref = refs[slot];
      if (ref != UNKNOWN && (ref < 0 || !forgotten.get(ref))) {
        int start = starts[slot];
        rest.put(hashes[slot], Arrays.copyOfRange(keys, start, start + lengths[slot]), ref);
      }
    }
    take(rest);
  }

  private void take(SeriesTable other) {
    hashes = other.hashes;
    refs = other.refs;
    starts = other.starts;
    lengths = other.lengths;
    keys = other.keys;
    keyBytes = other.keyBytes;
    size = other.size;
  }

  private static int[] emptyRefs(int slots) {
    int[] refs = new int[slots];
    Arrays.fill(refs, UNKNOWN);
    return refs;
  }

  private void clear() {
    allocate(INITIAL_SLOTS);
    keys = new byte[0];
    keyBytes = 0;
    size = 0;
  }

  int size() {
    return size;
  }
}
