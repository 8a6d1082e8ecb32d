package io.aionyx.grafana.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;

/** Frames are read back by Arrow's own reader. */
class ArrowFileTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  @Test
  void everyType_withNulls_isReadBack() throws IOException {
    Frame frame =
        Frame.of(
            "all",
            Field.times("time", Arrays.asList(NOON, null, NOON)),
            Field.numbers("number", 0.5, Double.NaN, Double.NEGATIVE_INFINITY),
            Field.integers("integer", 1, Long.MIN_VALUE, 3),
            Field.texts("text", Arrays.asList("zażółć 🦆", null, "")),
            Field.booleans("boolean", true, false, true));

    read(
        frame,
        (schema, rows) -> {
          assertThat(rows.getRowCount()).isEqualTo(3);
          LocalDateTime noon = LocalDateTime.ofInstant(NOON, ZoneOffset.UTC);
          assertThat(column(rows, "time")).containsExactly(noon, null, noon);
          assertThat(column(rows, "number")).containsExactly(0.5, null, Double.NEGATIVE_INFINITY);
          assertThat(column(rows, "integer")).containsExactly(1L, Long.MIN_VALUE, 3L);
          assertThat(column(rows, "text").stream().map(v -> v == null ? null : v.toString()))
              .containsExactly("zażółć 🦆", null, "");
          assertThat(column(rows, "boolean")).containsExactly(true, false, true);
        });
  }

  @Test
  void metadata_isWhereGrafanaLooksForIt() throws IOException {
    Frame frame =
        Frame.of(
                "risk",
                Field.numbers("p", 1).labels(Map.of("node", "n\"1")).unit("percentunit"),
                Field.times("at", List.of(NOON)))
            .refId("A")
            .meta(Map.of("type", "table"));

    read(
        frame,
        (schema, rows) -> {
          assertThat(schema.getCustomMetadata())
              .containsEntry("name", "risk")
              .containsEntry("refId", "A")
              .containsEntry("meta", "{\"type\":\"table\"}");
          assertThat(schema.findField("p").getMetadata())
              .containsEntry("tstype", "number")
              .containsEntry("labels", "{\"node\":\"n\\\"1\"}")
              .containsEntry("config", "{\"unit\":\"percentunit\"}");
          assertThat(schema.findField("at").getMetadata()).containsEntry("tstype", "time");
          assertThat(schema.findField("at").getType().toString())
              .isEqualTo("Timestamp(NANOSECOND, null)");
          assertThat(schema.findField("p").isNullable()).isTrue();
        });
  }

  @Test
  void frameWithoutRows_keepsItsSchema() throws IOException {
    Frame frame = Frame.of("none", Field.texts("text", List.of()), Field.numbers("number"));

    read(frame, (schema, rows) -> assertThat(rows.getFieldVectors()).hasSize(2));
  }

  @Test
  void frameWithoutFields_isReadable() throws IOException {
    read(Frame.of("empty"), (schema, rows) -> assertThat(schema.getFields()).isEmpty());
  }

  @Test
  void randomColumns_ofAnyLength_areReadBack() throws IOException {
    Random random = new Random(42);
    for (int rows = 0; rows < 70; rows++) {
      double[] numbers = random.doubles(rows).map(v -> v < 0.2 ? Double.NaN : v).toArray();
      List<String> texts =
          random.ints(rows, 0, 40).mapToObj(i -> i < 5 ? null : "x".repeat(i)).toList();
      Frame frame =
          Frame.of("random", Field.numbers("number", numbers), Field.texts("text", texts));

      read(
          frame,
          (schema, root) -> {
            assertThat(column(root, "number"))
                .isEqualTo(
                    Arrays.stream(numbers)
                        .mapToObj(v -> Double.isNaN(v) ? (Object) null : (Object) v)
                        .toList());
            assertThat(column(root, "text").stream().map(v -> v == null ? null : v.toString()))
                .containsExactlyElementsOf(texts);
          });
    }
  }

  @Test
  void textsOfEveryWidth_evenBroken_keepTheirNeighbours() throws IOException {
    List<String> texts =
        List.of("a", "\u00e9", "\u20ac", "\ud83e\udd86", "\ud83e", "\udd86x", "end");

    read(
        Frame.of("wide", Field.texts("text", texts)),
        (schema, root) ->
            assertThat(column(root, "text").stream().map(String::valueOf))
                .containsExactly("a", "\u00e9", "\u20ac", "\ud83e\udd86", "?", "?x", "end"));
  }

  @Test
  void fieldsOfUnequalLength_areRefused() {
    Field one = Field.numbers("one", 1);
    Field two = Field.numbers("two", 1, 2);

    assertThatThrownBy(() -> Frame.of("odd", one, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two has 2");
  }

  private static List<Object> column(VectorSchemaRoot root, String name) {
    var vector = root.getVector(name);
    Object[] values = new Object[root.getRowCount()];
    Arrays.setAll(values, vector::getObject);
    return Arrays.asList(values);
  }

  private static void read(Frame frame, BiConsumer<Schema, VectorSchemaRoot> check)
      throws IOException {
    byte[] file = frame.arrow();
    try (RootAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                new SeekableReadChannel(new ByteArrayReadableSeekableByteChannel(file)),
                allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(reader.loadNextBatch()).isTrue();
      check.accept(root.getSchema(), root);
      assertThat(reader.loadNextBatch()).isFalse();
    }
  }
}
