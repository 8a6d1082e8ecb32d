package io.aionyx.wire;

/**
 * The key that a receiver expects the next series to have, since senders repeat their series in the
 * same order. Labels which begin with these bytes and end where they end need not be walked or
 * hashed; it is the bytes that are compared, so a wrong guess costs a comparison and nothing else.
 *
 * <p>Only keys that came from {@link RawLabels#copyKey} of readable labels may be expected.
 * Mutable, reused; not thread safe.
 */
public final class ExpectedKey {
  byte[] bytes = new byte[0];
  int offset;
  int length;

  /** Expects a key; the bytes must not change before the next series has been seen. */
  public void set(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** Expects nothing in particular. */
  public void clear() {
    length = 0;
  }
}
