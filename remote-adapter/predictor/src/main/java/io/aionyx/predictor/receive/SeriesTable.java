package io.aionyx.predictor.receive;

import io.aionyx.wire.ExpectedKey;
import io.aionyx.wire.RawLabels;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Recognises a series by the raw bytes of its labels, so that a known one costs a comparison and
 * builds no text.
 *
 * <p>Senders repeat their series in the same order, so each entry remembers which one came after it
 * the last time. That guess is compared with the bytes of the request; only when it is wrong are
 * the labels hashed and looked up, by open addressing with linear probing over 64-bit hashes. Every
 * hit is confirmed byte by byte against the stored key, so a collision costs time and never mixes
 * up two series. The same series may come in several orders: each is a key of its own with the same
 * ref. Refs of dropped series are remembered too.
 *
 * <p>Entries and keys lie in order of arrival, so walking through a scrape walks through memory.
 *
 * <p>A cache, not a record: when the keys reach their limit everything is forgotten, and the series
 * still being sent come back within one round. That bounds the memory under churn, and under
 * senders which shuffle labels, without any bookkeeping per series.
 *
 * <p>Not thread safe: lookups may run beside each other, but not beside {@link #put}. Guesses are
 * plain ints that lookups overwrite; a lost one is a wrong guess.
 */
final class SeriesTable {
  /** Stands for "not in the table". */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int INITIAL_ENTRIES = 1 << 9;
  private static final int CHUNK_BITS = 20;
  private static final int CHUNK_BYTES = 1 << CHUNK_BITS;

  private final int maxKeyBytes;

  /** By slot: the hash, and the entry plus one; zero means empty. */
  private long[] hashes = new long[2 * INITIAL_ENTRIES];

  private int[] entries = new int[2 * INITIAL_ENTRIES];

  /** By entry. */
  private int[] refs = new int[INITIAL_ENTRIES];

  private int[] chunks = new int[INITIAL_ENTRIES];
  private int[] starts = new int[INITIAL_ENTRIES];
  private int[] lengths = new int[INITIAL_ENTRIES];
  private int[] followers = new int[INITIAL_ENTRIES];
  private long[] entryHashes = new long[INITIAL_ENTRIES];
  private int size;

  /** Keys do not cross chunks; one that is longer than a chunk has its own. */
  private byte[][] keys = new byte[16][];

  private int chunk = -1;
  private int chunkUsed;
  private int keyBytes;

  SeriesTable(int maxKeyBytes) {
    this.maxKeyBytes = maxKeyBytes;
  }

  /** The entry of these labels, or {@link #UNKNOWN}. */
  int find(long hash, RawLabels labels) {
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; entries[slot] != 0; slot = slot + 1 & mask) {
      int entry = entries[slot] - 1;
      if (hashes[slot] == hash
          && labels.matches(keys[chunks[entry]], starts[entry], lengths[entry])) {
        return entry;
      }
    }
    return UNKNOWN;
  }

  /** The ref of an entry, {@link Ingest#DROPPED} or one that the door gave it. */
  int ref(int entry) {
    return refs[entry];
  }

  /**
   * The entry that probably comes after one, with its key.
   *
   * @param entry may be {@link #UNKNOWN}, which nothing is expected after
   * @return what to hand to {@link #follows} or, if the key fits, to {@link #ref}
   */
  int expectAfter(int entry, ExpectedKey key) {
    int guess = entry == UNKNOWN ? UNKNOWN : followers[entry];
    if (guess == UNKNOWN || guess >= size) {
      key.clear();
      return UNKNOWN;
    }
    key.set(keys[chunks[guess]], starts[guess], lengths[guess]);
    return guess;
  }

  /** Remembers which entry came after which. */
  void follows(int entry, int follower) {
    if (entry != UNKNOWN && follower != UNKNOWN) {
      followers[entry] = follower;
    }
  }

  /** Remembers a key; it may be there already and is then left alone. */
  void put(long hash, byte[] key, int ref) {
    if (key.length > maxKeyBytes || isKnown(hash, key)) {
      return;
    }
    if (key.length > maxKeyBytes - keyBytes) {
      clear();
    }
    if (size == refs.length) {
      grow();
    }
    store(hash, key, ref);
  }

  private boolean isKnown(long hash, byte[] key) {
    int mask = hashes.length - 1;
    for (int slot = (int) hash & mask; entries[slot] != 0; slot = slot + 1 & mask) {
      int entry = entries[slot] - 1;
      int start = starts[entry];
      if (hashes[slot] == hash
          && Arrays.equals(
              keys[chunks[entry]], start, start + lengths[entry], key, 0, key.length)) {
        return true;
      }
    }
    return false;
  }

  private void store(long hash, byte[] key, int ref) {
    if (chunk < 0 || key.length > keys[chunk].length - chunkUsed) {
      addChunk(key.length);
    }
    System.arraycopy(key, 0, keys[chunk], chunkUsed, key.length);
    refs[size] = ref;
    chunks[size] = chunk;
    starts[size] = chunkUsed;
    lengths[size] = key.length;
    followers[size] = size + 1;
    entryHashes[size] = hash;
    chunkUsed += key.length;
    keyBytes += key.length;
    place(hash, ++size);
  }

  private void addChunk(int needed) {
    chunk++;
    if (chunk == keys.length) {
      keys = Arrays.copyOf(keys, 2 * chunk);
    }
    keys[chunk] = new byte[Math.max(needed, Math.min(CHUNK_BYTES, maxKeyBytes))];
    chunkUsed = 0;
  }

  private void place(long hash, int entryPlusOne) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (entries[slot] != 0) {
      slot = slot + 1 & mask;
    }
    hashes[slot] = hash;
    entries[slot] = entryPlusOne;
  }

  private void grow() {
    int capacity = 2 * size;
    refs = Arrays.copyOf(refs, capacity);
    chunks = Arrays.copyOf(chunks, capacity);
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    followers = Arrays.copyOf(followers, capacity);
    entryHashes = Arrays.copyOf(entryHashes, capacity);
    hashes = new long[2 * capacity];
    entries = new int[2 * capacity];
    for (int entry = 0; entry < size; entry++) {
      place(entryHashes[entry], entry + 1);
    }
  }

  /** Forgets every key of these refs, so that a ref can serve another series. */
  void forget(BitSet forgotten) {
    SeriesTable rest = new SeriesTable(maxKeyBytes);
    for (int entry = 0; entry < size; entry++) {
      int ref = refs[entry];
      if (ref < 0 || !forgotten.get(ref)) {
        int start = starts[entry];
        byte[] key = Arrays.copyOfRange(keys[chunks[entry]], start, start + lengths[entry]);
        rest.put(entryHashes[entry], key, ref);
      }
    }
    take(rest);
  }

  private void clear() {
    take(new SeriesTable(maxKeyBytes));
  }

  private void take(SeriesTable other) {
    hashes = other.hashes;
    entries = other.entries;
    refs = other.refs;
    chunks = other.chunks;
    starts = other.starts;
    lengths = other.lengths;
    followers = other.followers;
    entryHashes = other.entryHashes;
    size = other.size;
    keys = other.keys;
    chunk = other.chunk;
    chunkUsed = other.chunkUsed;
    keyBytes = other.keyBytes;
  }

  int size() {
    return size;
  }
}
