package io.aionyx.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Labels of a 2.0 message: pairs of references into its symbol table. */
final class SymbolLabels extends RawLabels {
  private static final int LABEL = 1 << 3 | ProtoReader.BYTES;
  private static final int NAME = 1 << 3 | ProtoReader.BYTES;
  private static final int VALUE = 2 << 3 | ProtoReader.BYTES;

  /** Any odd number with its bits well mixed. */
  private static final long PLACE = 0x9e37_79b9_7f4a_7c15L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
    expected = false;
    keyLength = -1;
  }

  void expect(@Nullable ExpectedKey key) {
    expected = key != null && key.length > 0 && matches(key.bytes, key.offset, key.length);
  }

  /**
   * Takes a packed run. Most references take one or two bytes and there are two dozen in a series,
   * so these are read here, without the reader's bookkeeping.
   */
  void addReferences(ProtoReader in) throws WireException {
    int outer = in.enter();
    byte[] buffer = in.buffer;
    int last = in.limit - 1;
    reserve(Math.min(in.limit - in.position, 2 * MAX_LABELS));
    while (in.position < last && referenceCount < 2 * MAX_LABELS) {
      int low = buffer[in.position];
      int high = buffer[in.position + 1];
      if (low >= 0) {
        in.position++;
        add(low);
      } else if (high >= 0) {
        in.position += 2;
        add((low & 0x7f) | (high << 7));
      } else {
        addReference(in.varint());
      }
    }
    while (in.hasMore()) {
      addReference(in.varint());
    }
    in.leave(outer);
  }

  private void add(int reference) {
    faulty |= reference >= symbols.size();
    references[referenceCount++] = reference;
  }

  private void reserve(int more) {
    if (references.length - referenceCount < more) {
      references = Arrays.copyOf(references, 2 * (referenceCount + more));
    }
  }

  /** A reference above 31 bits fits no table and is kept as one that never does. */
  void addReference(long reference) {
    if (referenceCount == 2 * MAX_LABELS) {
      overfull = true;
      return;
    }
    reserve(1);
    faulty |= reference < 0 || reference >= symbols.size();
    references[referenceCount++] = (int) Math.max(-1, Math.min(reference, Integer.MAX_VALUE));
  }

  /**
   * A sum of the symbols' hashes, each weighted by its place: unlike a chain it leaves the
   * multiplications independent of each other. Defined for unreadable labels too, so that a
   * receiver may ask before it parses.
   */
  @Override
  public long hash() {
    long sum = seed;
    if (!isFaulty()) {
      for (int i = 0; i < referenceCount; i++) {
        sum += symbols.hash(references[i]) * (PLACE + 2L * i);
      }
    }
    return Hash64.finish(sum, referenceCount);
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
    int nameLength = symbols.length(name);
    int valueLength = symbols.length(value);
    int inner = 4 + nameLength + valueLength;
    if (inner > 0x7f) {
      return matchLongLabel(name, value, key, from, end);
    }
    int nameAt = from + 4;
    int valueAt = nameAt + nameLength + 2;
    boolean same =
        inner + 2 <= end - from
            && key[from] == LABEL
            && key[from + 1] == inner
            && key[from + 2] == NAME
            && key[from + 3] == nameLength
            && key[valueAt - 2] == VALUE
            && key[valueAt - 1] == valueLength
            && isSymbolAt(value, key, valueAt)
            && isSymbolAt(name, key, nameAt);
    return same ? valueAt + valueLength : -1;
  }

  /** Whether the bytes at {@code at}, of which there are enough, are those of the symbol. */
  private boolean isSymbolAt(int symbol, byte[] key, int at) {
    byte[] bytes = symbols.bytes();
    int offset = symbols.offset(symbol);
    int length = symbols.length(symbol);
    int done = 0;
    for (; length - done >= 8; done += 8) {
      if ((long) LONG.get(bytes, offset + done) != (long) LONG.get(key, at + done)) {
        return false;
      }
    }
    for (; done < length; done++) {
      if (bytes[offset + done] != key[at + done]) {
        return false;
      }
    }
    return true;
  }

  /** With lengths that take more than a byte. */
  private int matchLongLabel(int name, int value, byte[] key, int from, int end) {
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
    return isSymbolAt(symbol, key, at) ? at + length : -1;
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
