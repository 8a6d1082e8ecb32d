package io.aionyx.core.state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes values one after another. A text is written once and then referred to, since label names
 * and values repeat in thousands of series. Not thread-safe.
 *
 * <p>A failing stream ends in an {@link UncheckedIOException}.
 */
public final class StateWriter {
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final Map<String, Integer> texts = new HashMap<>();

  public StateWriter(OutputStream out) {
    this.out = out;
  }

  public void integer(int value) {
    reserve(Integer.BYTES);
    buffer.putInt(value);
  }

  public void number(long value) {
    reserve(Long.BYTES);
    buffer.putLong(value);
  }

  /** With its exact bits, NaN payloads included. */
  public void real(double value) {
    number(Double.doubleToRawLongBits(value));
  }

  public void flag(boolean value) {
    reserve(1);
    buffer.put((byte) (value ? 1 : 0));
  }

  public void bytes(byte[] values) {
    write(values, values.length);
  }

  public void floats(float[] values) {
    for (float value : values) {
      integer(Float.floatToRawIntBits(value));
    }
  }

  public void text(String value) {
    Integer known = texts.putIfAbsent(value, texts.size());
    integer(known == null ? texts.size() - 1 : known);
    if (known == null) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      integer(utf8.length);
      bytes(utf8);
    }
  }

  /** Hands on what is still held back. */
  public void flush() {
    try {
      out.write(buffer.array(), 0, buffer.position());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.clear();
  }

  private void reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void write(byte[] values, int length) {
    flush();
    try {
      out.write(values, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
