package io.aionyx.core.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a {@link StateWriter} wrote, in the same order. Not thread-safe.
 *
 * <p>Bytes that end early, or a count that cannot be, are an {@link IllegalArgumentException}.
 */
public final class StateReader {
  private final ByteBuffer in;
  private final List<String> texts = new ArrayList<>();

  public StateReader(ByteBuffer in) {
    this.in = in;
  }

  public int integer() {
    try {
      return in.getInt();
    } catch (BufferUnderflowException e) {
      throw endedEarly();
    }
  }

  /** A count of things that take at least a byte each, so that it cannot be absurd. */
  public int count() {
    int count = integer();
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException(
          "a count of " + count + " with " + in.remaining() + " bytes left");
    }
    return count;
  }

  public long number() {
    try {
      return in.getLong();
    } catch (BufferUnderflowException e) {
      throw endedEarly();
    }
  }

  public double real() {
    return Double.longBitsToDouble(number());
  }

  public boolean flag() {
    return bytes(new byte[1])[0] != 0;
  }

  /** Fills and returns an array. */
  public byte[] bytes(byte[] into) {
    try {
      in.get(into);
      return into;
    } catch (BufferUnderflowException e) {
      throw endedEarly();
    }
  }

  public void floats(float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Float.intBitsToFloat(integer());
    }
  }

  /** Equal texts are one object. */
  public String text() {
    int index = integer();
    if (index == texts.size()) {
      texts.add(new String(bytes(new byte[count()]), StandardCharsets.UTF_8));
    } else if (index < 0 || index > texts.size()) {
      throw new IllegalArgumentException("text " + index + " of " + texts.size());
    }
    return texts.get(index);
  }

  private static IllegalArgumentException endedEarly() {
    return new IllegalArgumentException("the state ends early");
  }
}
