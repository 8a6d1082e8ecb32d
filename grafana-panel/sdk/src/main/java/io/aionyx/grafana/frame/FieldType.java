package io.aionyx.grafana.frame;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The types of columns, each with the three names it goes by: in the front end, in JSON, in Arrow.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum FieldType {
  TIME(
      "time",
      "time.Time",
      Type.Timestamp,
      to -> Timestamp.createTimestamp(to, TimeUnit.NANOSECOND, 0)),
  NUMBER(
      "number",
      "float64",
      Type.FloatingPoint,
      to -> FloatingPoint.createFloatingPoint(to, Precision.DOUBLE)),
  INTEGER("number", "int64", Type.Int, to -> Int.createInt(to, Long.SIZE, true)),
  TEXT("string", "string", Type.Utf8, FieldType::utf8),
  BOOLEAN("boolean", "bool", Type.Bool, FieldType::bool);

  final String front;
  final String frame;
  final byte arrow;
  final ToIntFunction<FlatBufferBuilder> writeArrowType;

  FieldType(
      String front, String frame, byte arrow, ToIntFunction<FlatBufferBuilder> writeArrowType) {
    this.front = front;
    this.frame = frame;
    this.arrow = arrow;
    this.writeArrowType = writeArrowType;
  }

  static FieldType of(Column column) {
    return switch (column) {
      case Column.Times ignored -> TIME;
      case Column.Numbers ignored -> NUMBER;
      case Column.Integers ignored -> INTEGER;
      case Column.Texts ignored -> TEXT;
      case Column.Booleans ignored -> BOOLEAN;
    };
  }

  private static int utf8(FlatBufferBuilder to) {
    Utf8.startUtf8(to);
    return Utf8.endUtf8(to);
  }

  private static int bool(FlatBufferBuilder to) {
    Bool.startBool(to);
    return Bool.endBool(to);
  }
}
