package io.aionyx.wire;

import java.util.Arrays;

/**
 * Labels of a 1.0 message: a run of label messages.
 *
 * <p>They are almost always contiguous, and then the run stays where it is. Label messages which
 * stand apart are copied together first.
 */
final class InlineLabels extends RawLabels {
  private static final int NAME = 1 << 3 | ProtoReader.BYTES;
  private static final int VALUE = 2 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2;

  private final ProtoReader reader = new ProtoReader();
  private final long seed;
  private byte[] buffer = new byte[0];
  private byte[] gathered = new byte[0];
  private int base;
  private int start;
  private int end;
  private boolean parsed;
  private boolean isGathered;

  InlineLabels(long seed) {
    this.seed = seed;
  }

  /** Takes the contiguous run {@code [start, end)} of a message which begins at {@code base}. */
  void reset(byte[] buffer, int base, int start, int end) {
    this.buffer = buffer;
    this.base = base;
    this.start = start;
    this.end = end;
    parsed = false;
    isGathered = false;
    expected = false;
    count = 0;
  }

  /** Adds a label message {@code [from, to)} of {@code message} which stands apart from the run. */
  void gather(byte[] message, int from, int to) {
    expected = false;
    int length = end - start;
    if (gathered.length < length + to - from) {
      gathered = Arrays.copyOf(gathered, 2 * (length + to - from));
    }
    if (!isGathered) {
      System.arraycopy(buffer, start, gathered, 0, length);
      base -= start; // offsets now count from where the labels began
      start = 0;
      isGathered = true;
    }
    buffer = gathered;
    System.arraycopy(message, from, gathered, length, to - from);
    end = length + to - from;
  }

  @Override
  public long hash() {
    return Hash64.of(buffer, start, end, seed);
  }

  @Override
  public boolean matches(byte[] key, int offset, int length) {
    return Arrays.equals(buffer, start, end, key, offset, offset + length);
  }

  @Override
  public int keyLength() {
    return end - start;
  }

  @Override
  public void copyKey(byte[] target, int offset) {
    System.arraycopy(buffer, start, target, offset, end - start);
  }

  @Override
  public RawLabels parse() throws WireException {
    if (!parsed) {
      count = 0;
      reader.reset(buffer, base, start, end);
      while (reader.hasMore()) {
        reader.tag();
        parseLabel();
      }
      parsed = true;
    }
    return this;
  }

  private void parseLabel() throws WireException {
    int outer = reader.enter();
    int nameOffset = reader.position;
    int nameLength = 0;
    int valueOffset = reader.position;
    int valueLength = 0;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case NAME -> {
          nameLength = reader.length();
          nameOffset = reader.position;
          reader.position += nameLength;
        }
        case VALUE -> {
          valueLength = reader.length();
          valueOffset = reader.position;
          reader.position += valueLength;
        }
        default -> reader.skip(tag, KNOWN);
      }
    }
    reader.leave(outer);
    add(nameOffset, nameLength, valueOffset, valueLength);
  }

  @Override
  byte[] bytes() {
    return buffer;
  }

  @Override
  int base() {
    return base;
  }
}
