package io.aionyx.predictor.receive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds protobuf bytes no encoder of ours would write. */
final class RawMessage {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RawMessage text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  RawMessage bytes(int field, byte[] bytes) {
    varint(field << 3 | 2L);
    varint(bytes.length);
    return raw(bytes);
  }

  RawMessage varint(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  RawMessage raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] get() {
    return out.toByteArray();
  }
}
