package io.aionyx.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds protobuf messages with Google's own writer, so that tests do not trust ours. */
final class Message {
  interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  private Message() {}

  static byte[] of(Field... fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (Field field : fields) {
        field.write(out);
      }
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Field nested(int number, Field... fields) {
    return out -> out.writeByteArray(number, of(fields));
  }

  static Field text(int number, String text) {
    return out -> out.writeString(number, text);
  }

  static Field number(int number, double value) {
    return out -> out.writeDouble(number, value);
  }

  static Field varint(int number, long value) {
    return out -> out.writeInt64(number, value);
  }

  static Field zigzag(int number, long value) {
    return out -> out.writeSInt64(number, value);
  }

  static Field raw(int... bytes) {
    return out -> {
      for (int value : bytes) {
        out.writeRawByte(value);
      }
    };
  }

  static Field packed(int number, int... values) {
    return nested(
        number,
        out -> {
          for (int value : values) {
            out.writeUInt32NoTag(value);
          }
        });
  }

  static Field label(String name, String value) {
    return nested(1, text(1, name), text(2, value));
  }

  static Field sample(long timestampMillis, double value) {
    return nested(2, number(1, value), varint(2, timestampMillis));
  }
}
