package io.aionyx.wire;

import java.util.Arrays;

/**
 * The labels of one series or exemplar as they stand in the message: order, repetitions and bytes
 * untouched.
 *
 * <p>A receiver that has seen these labels before needs only {@link #hash} and {@link #matches};
 * one that has not calls {@link #parse} and then reads names and values by index. The <em>key</em>
 * is the run of 1.0 label messages that says the same; it is what {@link #copyKey} stores and
 * {@link #matches} compares. Equal keys mean equal labels, whichever version they came in.
 *
 * <p>A view: valid only during the call it was handed to. Not thread safe.
 */
public abstract sealed class RawLabels permits InlineLabels, SymbolLabels {
  /** Bounds the scratch space a hostile message can claim; far above any limit on real series. */
  static final int MAX_LABELS = 1 << 16;

  /** Four numbers a label: name offset, name length, value offset, value length. */
  int[] spans = new int[64];

  int count;

  /** Whether they are those of the key that was expected, byte for byte. */
  boolean expected;

  RawLabels() {}

  /** Whether they are those of the {@link ExpectedKey}; false if none was. */
  public final boolean isExpected() {
    return expected;
  }

  /** A 64-bit hash of the labels: equal for equal bytes in equal order within one version. */
  public abstract long hash();

  /** Whether the stored key says the same labels in the same order. */
  public abstract boolean matches(byte[] key, int offset, int length);

  /** Size of the key in bytes, without reading the labels one by one where that can be avoided. */
  public abstract int keyLength();

  /** Writes the key, {@link #keyLength} bytes, to {@code target}. */
  public abstract void copyKey(byte[] target, int offset);

  /**
   * Finds names and values; the methods below may be called after it.
   *
   * @return this
   * @throws WireException if a label is not well-formed or refers to no symbol
   */
  public abstract RawLabels parse() throws WireException;

  /** The bytes in which names and values stand. */
  abstract byte[] bytes();

  /** Number of labels, repeated names counted each time. */
  public final int count() {
    return count;
  }

  public final int nameLength(int index) {
    return spans[4 * index + 1];
  }

  public final int valueLength(int index) {
    return spans[4 * index + 3];
  }

  /** The name as text; throws {@link WireFault#INVALID_UTF8}. */
  public final String name(int index) throws WireException {
    return text(spans[4 * index], spans[4 * index + 1]);
  }

  /** The value as text; throws {@link WireFault#INVALID_UTF8}. */
  public final String value(int index) throws WireException {
    return text(spans[4 * index + 2], spans[4 * index + 3]);
  }

  private String text(int offset, int length) throws WireException {
    return Utf8.text(bytes(), offset, length, offset - base());
  }

  /** Offset of the message in {@link #bytes}, for what errors say. */
  abstract int base();

  final void add(int nameOffset, int nameLength, int valueOffset, int valueLength)
      throws WireException {
    int at = 4 * count;
    if (count == MAX_LABELS) {
      throw tooMany(nameOffset - base());
    }
    if (at == spans.length) {
      spans = Arrays.copyOf(spans, 2 * at);
    }
    spans[at] = nameOffset;
    spans[at + 1] = nameLength;
    spans[at + 2] = valueOffset;
    spans[at + 3] = valueLength;
    count++;
  }

  static WireException tooMany(int offset) {
    return new WireException(WireFault.TOO_MANY_LABELS, offset, "more than " + MAX_LABELS);
  }
}
