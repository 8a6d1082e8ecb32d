package io.aionyx.wire;

import java.util.Arrays;

/**
 * Where the symbols of one 2.0 message stand in it, with their hashes computed on first use.
 *
 * <p>Refuses more symbols than any real request has: an empty symbol takes two bytes on the wire
 * and twelve here, so a table without a bound would multiply a hostile body by six.
 */
final class SymbolTable {
  private static final int MAX_SYMBOLS = 1 << 21;

  private final long seed;
  private byte[] bytes = new byte[0];
  private int base;
  private int size;
  private int[] offsets = new int[256];
  private int[] ends = new int[256];
  private long[] hashes = new long[256];

  SymbolTable(long seed) {
    this.seed = seed;
  }

  void reset(byte[] bytes, int base) {
    this.bytes = bytes;
    this.base = base;
    size = 0;
  }

  void add(int offset, int length) throws WireException {
    if (size == 0 && length != 0) {
      throw invalid(offset, "the first symbol must be empty: has " + length + " bytes");
    }
    if (size == MAX_SYMBOLS) {
      throw invalid(offset, "more than " + MAX_SYMBOLS + " symbols");
    }
    if (size == offsets.length) {
      grow(2 * size);
    }
    offsets[size] = offset;
    ends[size] = offset + length;
    hashes[size++] = 0;
  }

  private void grow(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity);
    ends = Arrays.copyOf(ends, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }

  int size() {
    return size;
  }

  int offset(int symbol) {
    return offsets[symbol];
  }

  int length(int symbol) {
    return ends[symbol] - offsets[symbol];
  }

  /**
   * Zero means not computed yet; the one symbol in 2^64 whose hash is zero is computed each time.
   */
  long hash(int symbol) {
    long hash = hashes[symbol];
    if (hash == 0) {
      hash = Hash64.of(bytes, offsets[symbol], ends[symbol], seed);
      hashes[symbol] = hash;
    }
    return hash;
  }

  /** The text of a symbol, for help and unit. */
  String text(long symbol) throws WireException {
    if (symbol < 0 || symbol >= size) {
      throw new WireException(
          WireFault.SYMBOL_REFERENCE, 0, "reference " + symbol + " into " + size + " symbols");
    }
    int at = (int) symbol;
    return Utf8.text(bytes, offsets[at], length(at), offsets[at] - base);
  }

  byte[] bytes() {
    return bytes;
  }

  int base() {
    return base;
  }

  private WireException invalid(int offset, String detail) {
    return new WireException(WireFault.SYMBOLS_INVALID, offset - base, detail);
  }
}
