package io.aionyx.wire;

import java.util.Arrays;

/** Labels of a 2.0 message: pairs of references into its symbol table. */
final class SymbolLabels extends RawLabels {
  private static final int LABEL = 1 << 3 | ProtoReader.BYTES;
  private static final int NAME = 1 << 3 | ProtoReader.BYTES;
  private static final int VALUE = 2 << 3 | ProtoReader.BYTES;

  private final SymbolTable symbols;
  private final long seed;
  private int[] references = new int[64];
  private int referenceCount;
  private int keyLength;
  private boolean parsed;
  private boolean faulty;
  private boolean overfull;
  private int start;

  SymbolLabels(SymbolTable symbols, long seed) {
    this.symbols = symbols;
    this.seed = seed;
  }

  /** Starts the labels of the series or exemplar which begins at {@code start}. */
  void reset(int start) {
    this.start = start;
    referenceCount = 0;
    count = 0;
    parsed = false;
    faulty = false;
    overfull = false;
    keyLength = -1;
  }

  /** A reference above 31 bits fits no table and is kept as one that never does. */
  void addReference(long reference) {
    if (referenceCount == 2 * MAX_LABELS) {
      overfull = true;
      return;
    }
    if (referenceCount == references.length) {
      references = Arrays.copyOf(references, 2 * referenceCount);
    }
    references[referenceCount++] = (int) Math.max(-1, Math.min(reference, Integer.MAX_VALUE));
    faulty |= reference < 0 || reference >= symbols.size();
  }

  /** Of unreadable labels too, so that a receiver may ask before it parses. */
  @Override
  public long hash() {
    long hash = seed;
    if (!isFaulty()) {
      for (int i = 0; i < referenceCount; i++) {
        hash = Hash64.chain(hash, symbols.hash(references[i]));
      }
    }
    return hash;
  }

  private boolean isFaulty() {
    return faulty || overfull || (referenceCount & 1) == 1;
  }

  @Override
  public boolean matches(byte[] key, int offset, int length) {
    if (isFaulty()) {
      return false;
    }
    int at = offset;
    int end = offset + length;
    for (int i = 0; i < referenceCount && at >= 0; i += 2) {
      at = matchLabel(references[i], references[i + 1], key, at, end);
    }
    return at == end;
  }

  private int matchLabel(int name, int value, byte[] key, int from, int end) {
    int at = matchHead(LABEL, labelLength(name, value), key, from, end);
    at = matchText(NAME, name, key, at, end);
    return matchText(VALUE, value, key, at, end);
  }

  private int matchText(int tag, int symbol, byte[] key, int from, int end) {
    int length = symbols.length(symbol);
    int at = matchHead(tag, length, key, from, end);
    if (at < 0 || length > end - at) {
      return -1;
    }
    int offset = symbols.offset(symbol);
    return Arrays.equals(symbols.bytes(), offset, offset + length, key, at, at + length)
        ? at + length
        : -1;
  }

  /** Steps over a tag and a length if they stand in the key; -1 if not. */
  private static int matchHead(int tag, int length, byte[] key, int from, int end) {
    if (from < 0 || end - from <= ProtoWriter.varintSize(length) || key[from] != tag) {
      return -1;
    }
    int at = from + 1;
    int rest = length;
    for (; rest > 0x7f; rest >>>= 7) {
      if (key[at++] != (byte) (rest | 0x80)) {
        return -1;
      }
    }
    return key[at] == rest ? at + 1 : -1;
  }

  private int labelLength(int name, int value) {
    return fieldLength(symbols.length(name)) + fieldLength(symbols.length(value));
  }

  private static int fieldLength(int length) {
    return 1 + ProtoWriter.varintSize(length) + length;
  }

  @Override
  public int keyLength() {
    if (keyLength < 0 && !isFaulty()) {
      long sum = 0;
      for (int i = 0; i < referenceCount; i += 2) {
        sum += fieldLength(labelLength(references[i], references[i + 1]));
      }
      keyLength = (int) Math.min(sum, Integer.MAX_VALUE);
    }
    return Math.max(keyLength, 0);
  }

  @Override
  public void copyKey(byte[] target, int offset) {
    ProtoWriter key = new ProtoWriter(target, offset);
    for (int i = 0; i < referenceCount && !isFaulty(); i += 2) {
      key.head(1, labelLength(references[i], references[i + 1]));
      copySymbol(key, 1, references[i]);
      copySymbol(key, 2, references[i + 1]);
    }
  }

  private void copySymbol(ProtoWriter key, int field, int symbol) {
    key.bytes(field, symbols.bytes(), symbols.offset(symbol), symbols.length(symbol));
  }

  @Override
  public RawLabels parse() throws WireException {
    if (parsed) {
      return this;
    }
    checkReferences();
    for (int i = 0; i < referenceCount; i += 2) {
      int name = references[i];
      int value = references[i + 1];
      add(symbols.offset(name), symbols.length(name), symbols.offset(value), symbols.length(value));
    }
    parsed = true;
    return this;
  }

  private void checkReferences() throws WireException {
    if (overfull) {
      throw tooMany(start - symbols.base());
    }
    if ((referenceCount & 1) == 1) {
      throw refused(referenceCount + " label references are no pairs");
    }
    for (int i = 0; i < referenceCount; i++) {
      if (references[i] < 0 || references[i] >= symbols.size()) {
        throw refused("reference " + references[i] + " into " + symbols.size() + " symbols");
      }
    }
  }

  private WireException refused(String detail) {
    return new WireException(WireFault.SYMBOL_REFERENCE, start - symbols.base(), detail);
  }

  @Override
  byte[] bytes() {
    return symbols.bytes();
  }

  @Override
  int base() {
    return symbols.base();
  }
}
