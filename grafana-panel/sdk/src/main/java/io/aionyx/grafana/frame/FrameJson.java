package io.aionyx.grafana.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aionyx.grafana.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Grafana's JSON form of a frame: {@code schema} names and types the fields, {@code data.values}
 * holds one array per field. Times are milliseconds; what that cuts off goes into {@code
 * data.nanos}, and infinities, which JSON cannot say, into {@code data.entities}.
 */
final class FrameJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int NANOS_IN_MILLI = 1_000_000;

  private final JsonGenerator json;

  private FrameJson(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 16 * frame.rows());
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      new FrameJson(json).frame(frame);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen on a byte array", e);
    }
    return bytes.toByteArray();
  }

  private void frame(Frame frame) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("schema");
    schema(frame);
    json.writeEndObject();
    json.writeObjectFieldStart("data");
    data(frame);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void schema(Frame frame) throws IOException {
    json.writeStringField("name", frame.name());
    if (!frame.refId().isEmpty()) {
      json.writeStringField("refId", frame.refId());
    }
    raw("meta", frame.meta());
    json.writeArrayFieldStart("fields");
    for (Field field : frame.fields()) {
      json.writeStartObject();
      field(field);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void field(Field field) throws IOException {
    FieldType type = FieldType.of(field.column());
    json.writeStringField("name", field.name());
    json.writeStringField("type", type.front);
    json.writeObjectFieldStart("typeInfo");
    json.writeStringField("frame", type.frame);
    if (field.column().nullable()) {
      json.writeBooleanField("nullable", true);
    }
    json.writeEndObject();
    raw("labels", field.labels());
    raw("config", field.config());
  }

  private void raw(String name, Map<String, ?> value) throws IOException {
    if (!value.isEmpty()) {
      json.writeFieldName(name);
      byte[] utf8 = Json.bytes(value);
      json.writeRawValue(new String(utf8, StandardCharsets.UTF_8));
    }
  }

  private void data(Frame frame) throws IOException {
    json.writeArrayFieldStart("values");
    for (Field field : frame.fields()) {
      values(field.column());
    }
    json.writeEndArray();
    if (frame.fields().stream().anyMatch(field -> finerThanMillis(field.column()))) {
      json.writeArrayFieldStart("nanos");
      for (Field field : frame.fields()) {
        nanos(field.column());
      }
      json.writeEndArray();
    }
    if (frame.fields().stream().anyMatch(field -> infinite(field.column()))) {
      json.writeArrayFieldStart("entities");
      for (Field field : frame.fields()) {
        entities(field.column());
      }
      json.writeEndArray();
    }
  }

  private void values(Column column) throws IOException {
    json.writeStartArray();
    for (int row = 0; row < column.rows(); row++) {
      if (column.isNull(row)) {
        json.writeNull();
      } else {
        value(column, row);
      }
    }
    json.writeEndArray();
  }

  private void value(Column column, int row) throws IOException {
    switch (column) {
      case Column.Times times ->
          json.writeNumber(Math.floorDiv(times.epochNanos[row], NANOS_IN_MILLI));
      case Column.Numbers numbers -> number(numbers.values[row]);
      case Column.Integers integers -> json.writeNumber(integers.values[row]);
      case Column.Texts texts -> json.writeString(texts.values[row]);
      case Column.Booleans booleans -> json.writeBoolean(booleans.values[row]);
    }
  }

  private void number(double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private static boolean finerThanMillis(Column column) {
    if (column instanceof Column.Times times) {
      for (int row = 0; row < times.rows(); row++) {
        if (!times.isNull(row) && times.epochNanos[row] % NANOS_IN_MILLI != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private void nanos(Column column) throws IOException {
    if (!finerThanMillis(column) || !(column instanceof Column.Times times)) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (int row = 0; row < times.rows(); row++) {
      json.writeNumber(
          times.isNull(row) ? 0 : Math.floorMod(times.epochNanos[row], NANOS_IN_MILLI));
    }
    json.writeEndArray();
  }

  private static boolean infinite(Column column) {
    if (column instanceof Column.Numbers numbers) {
      for (double value : numbers.values) {
        if (Double.isInfinite(value)) {
          return true;
        }
      }
    }
    return false;
  }

  private void entities(Column column) throws IOException {
    if (!infinite(column) || !(column instanceof Column.Numbers numbers)) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    rowsEqualTo("Inf", Double.POSITIVE_INFINITY, numbers);
    rowsEqualTo("NegInf", Double.NEGATIVE_INFINITY, numbers);
    json.writeEndObject();
  }

  private void rowsEqualTo(String name, double wanted, Column.Numbers numbers) throws IOException {
    json.writeArrayFieldStart(name);
    for (int row = 0; row < numbers.rows(); row++) {
      if (numbers.values[row] == wanted) {
        json.writeNumber(row);
      }
    }
    json.writeEndArray();
  }
}
