package io.aionyx.grafana.frame;

import com.google.flatbuffers.FlatBufferBuilder;
import io.aionyx.grafana.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * Writes a frame as an Arrow IPC file [1] with one record batch, carrying what Grafana wants in the
 * metadata of schema and fields [2].
 *
 * <pre>
 * "ARROW1" 0 0 | schema message | record batch message, body | end of stream | footer | its length | "ARROW1"
 * </pre>
 *
 * <p>Five column types and one batch are all a frame needs; arrow-vector would bring them with
 * off-heap memory, reflection into java.nio and half a second of start-up. The flatbuffers
 * themselves are written by the classes Arrow generates for that.
 *
 * <ul>
 *   <li>[1] arrow.apache.org/docs/format/Columnar.html, IPC File Format
 *   <li>[2] grafana.com/developers/plugin-tools, data frames, Arrow
 * </ul>
 */
final class ArrowFile {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  private static final int START_LENGTH = 8;
  private static final int CONTINUATION = -1;
  private static final int PREFIX_LENGTH = 8;

  private final Frame frame;

  private ArrowFile(Frame frame) {
    this.frame = frame;
  }

  static byte[] write(Frame frame) {
    return new ArrowFile(frame).write();
  }

  private byte[] write() {
    ArrowBody body = ArrowBody.of(frame);
    ByteBuffer schema = schemaMessage();
    ByteBuffer batch = batchMessage(body);
    int schemaLength = PREFIX_LENGTH + ArrowBody.padded(schema.remaining());
    int batchLength = PREFIX_LENGTH + ArrowBody.padded(batch.remaining());
    ByteBuffer footer = footer(START_LENGTH + schemaLength, batchLength, body.length());

    int length = START_LENGTH + schemaLength + batchLength + body.length() + PREFIX_LENGTH;
    length += footer.remaining() + Integer.BYTES + MAGIC.length;
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).position(START_LENGTH);
    message(file, schema);
    message(file, batch);
    body.writeTo(file);
    file.putInt(CONTINUATION).putInt(0);
    int footerLength = footer.remaining();
    file.put(footer).putInt(footerLength).put(MAGIC);
    return file.array();
  }

  private static void message(ByteBuffer file, ByteBuffer message) {
    int padded = ArrowBody.padded(message.remaining());
    file.putInt(CONTINUATION).putInt(padded);
    int start = file.position();
    file.put(message).position(start + padded);
  }

  private ByteBuffer schemaMessage() {
    FlatBufferBuilder to = new FlatBufferBuilder(1024);
    return message(to, MessageHeader.Schema, schema(to), 0);
  }

  private ByteBuffer batchMessage(ArrowBody body) {
    FlatBufferBuilder to = new FlatBufferBuilder(1024);
    int buffers = buffers(to, body.parts());
    int nodes = nodes(to);
    RecordBatch.startRecordBatch(to);
    RecordBatch.addLength(to, frame.rows());
    RecordBatch.addNodes(to, nodes);
    RecordBatch.addBuffers(to, buffers);
    return message(to, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(to), body.length());
  }

  private static ByteBuffer message(FlatBufferBuilder to, byte kind, int header, int bodyLength) {
    Message.startMessage(to);
    Message.addVersion(to, MetadataVersion.V5);
    Message.addHeaderType(to, kind);
    Message.addHeader(to, header);
    Message.addBodyLength(to, bodyLength);
    to.finish(Message.endMessage(to));
    return to.dataBuffer();
  }

  private ByteBuffer footer(long batchOffset, int batchLength, int bodyLength) {
    FlatBufferBuilder to = new FlatBufferBuilder(1024);
    int schema = schema(to);
    Footer.startDictionariesVector(to, 0);
    int dictionaries = to.endVector();
    Footer.startRecordBatchesVector(to, 1);
    Block.createBlock(to, batchOffset, batchLength, bodyLength);
    int batches = to.endVector();
    Footer.startFooter(to);
    Footer.addVersion(to, MetadataVersion.V5);
    Footer.addSchema(to, schema);
    Footer.addDictionaries(to, dictionaries);
    Footer.addRecordBatches(to, batches);
    to.finish(Footer.endFooter(to));
    return to.dataBuffer();
  }

  /** Vectors of structs are written from the end: so flatbuffers builds them. */
  private static int buffers(FlatBufferBuilder to, List<ArrowBody.Part> parts) {
    RecordBatch.startBuffersVector(to, parts.size());
    long start = parts.stream().mapToLong(ArrowBody.Part::paddedLength).sum();
    for (ArrowBody.Part part : parts.reversed()) {
      start -= part.paddedLength();
      Buffer.createBuffer(to, start, part.length());
    }
    return to.endVector();
  }

  private int nodes(FlatBufferBuilder to) {
    RecordBatch.startNodesVector(to, frame.fields().size());
    for (Field field : frame.fields().reversed()) {
      FieldNode.createFieldNode(to, field.rows(), field.column().nullCount());
    }
    return to.endVector();
  }

  private int schema(FlatBufferBuilder to) {
    int[] fields = frame.fields().stream().mapToInt(field -> field(to, field)).toArray();
    int fieldVector = Schema.createFieldsVector(to, fields);
    int metadata = Schema.createCustomMetadataVector(to, pairs(to, frameMetadata()));
    Schema.startSchema(to);
    Schema.addFields(to, fieldVector);
    Schema.addCustomMetadata(to, metadata);
    return Schema.endSchema(to);
  }

  private static int field(FlatBufferBuilder to, Field field) {
    FieldType kind = FieldType.of(field.column());
    int name = to.createString(field.name());
    int type = kind.writeArrowType.applyAsInt(to);
    int children = org.apache.arrow.flatbuf.Field.createChildrenVector(to, new int[0]);
    int metadata =
        org.apache.arrow.flatbuf.Field.createCustomMetadataVector(
            to, pairs(to, fieldMetadata(field, kind)));
    org.apache.arrow.flatbuf.Field.startField(to);
    org.apache.arrow.flatbuf.Field.addName(to, name);
    org.apache.arrow.flatbuf.Field.addNullable(to, field.column().nullable());
    org.apache.arrow.flatbuf.Field.addTypeType(to, kind.arrow);
    org.apache.arrow.flatbuf.Field.addType(to, type);
    org.apache.arrow.flatbuf.Field.addChildren(to, children);
    org.apache.arrow.flatbuf.Field.addCustomMetadata(to, metadata);
    return org.apache.arrow.flatbuf.Field.endField(to);
  }

  private Map<String, String> frameMetadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("name", frame.name());
    metadata.put("refId", frame.refId());
    putJson(metadata, "meta", frame.meta());
    return metadata;
  }

  private static Map<String, String> fieldMetadata(Field field, FieldType kind) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("tstype", kind.front);
    putJson(metadata, "labels", field.labels());
    putJson(metadata, "config", field.config());
    return metadata;
  }

  private static void putJson(Map<String, String> metadata, String key, Map<String, ?> value) {
    if (!value.isEmpty()) {
      metadata.put(key, new String(Json.bytes(value), StandardCharsets.UTF_8));
    }
  }

  private static int[] pairs(FlatBufferBuilder to, Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .mapToInt(
            pair ->
                KeyValue.createKeyValue(
                    to, to.createString(pair.getKey()), to.createString(pair.getValue())))
        .toArray();
  }
}
