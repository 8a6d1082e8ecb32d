package io.aionyx.trainer.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Appends protobuf fields in the order they are written; equal calls give equal bytes. */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoWriter number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoWriter decimal(int field, float value) {
    tag(field, FIXED32);
    out.writeBytes(floats(value));
    return this;
  }

  ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter bytes(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  ProtoWriter message(int field, Consumer<ProtoWriter> content) {
    var nested = new ProtoWriter();
    content.accept(nested);
    return bytes(field, nested.toByteArray());
  }

  ProtoWriter packed(int field, long... values) {
    var nested = new ProtoWriter();
    for (long value : values) {
      nested.varint(value);
    }
    return bytes(field, nested.toByteArray());
  }

  ProtoWriter packed(int field, float... values) {
    return bytes(field, floats(values));
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  static byte[] floats(float... values) {
    var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
