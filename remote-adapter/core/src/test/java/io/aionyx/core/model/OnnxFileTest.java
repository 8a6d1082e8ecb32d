package io.aionyx.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  private static final int GRAPH = 7;

  /** A length-delimited field. */
  private static byte[] field(int number, byte[]... contents) {
    var out = new ByteArrayOutputStream();
    int size = Arrays.stream(contents).mapToInt(content -> content.length).sum();
    out.write(number << 3 | 2);
    if (number > 15) {
      out.reset();
      out.write((number << 3 | 2) & 0x7f | 0x80);
      out.write(number >> 4);
    }
    out.write(size);
    for (byte[] content : contents) {
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static byte[] text(int number, String value) {
    return field(number, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(byte[] file, String why) {
    assertThatThrownBy(() -> OnnxFile.read(file))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void read_shippedForm_findsTheTrees() {
    var trees = TreeReader.read(OnnxFile.read(Tiny.onnx())).orElseThrow();
    assertThat(trees.roots()).containsExactly(0, 5);
    assertThat(trees.margin(new float[] {0.9f, 3})).isEqualTo(2 + 0.75 - 0.5);
  }

  @Test
  void read_initializerWithExternalData_isRefused() {
    var location = field(13, text(1, "location"), text(2, "../../etc/passwd"));
    assertRefused(field(GRAPH, field(5, text(8, "w"), location)), "'w' refers to external data");
  }

  @Test
  void read_initializerStoredElsewhere_isRefused() {
    assertRefused(field(GRAPH, field(5, new byte[] {14 << 3, 1})), "external data");
  }

  @Test
  void read_externalDataInsideAnAttribute_isRefused() {
    var tensor = field(5, field(13, text(1, "location")));
    assertRefused(field(GRAPH, field(1, text(4, "Constant"), field(5, tensor))), "external data");
  }

  @Test
  void read_sparseInitializerWithExternalData_isRefused() {
    var values = field(1, field(13, text(1, "location")));
    assertRefused(field(GRAPH, field(15, values)), "external data");
  }

  @Test
  void read_subgraph_isRefused() {
    var body = field(5, text(1, "body"), field(6));
    assertRefused(field(GRAPH, field(1, text(4, "Loop"), body)), "no control flow");
  }

  @Test
  void read_customOperator_isRefused() {
    assertRefused(
        field(GRAPH, field(1, text(4, "Exec"), text(7, "com.evil"))), "unknown domain com.evil");
  }

  @Test
  void read_ownFunctions_areRefused() {
    assertRefused(field(25), "functions of its own");
  }

  @Test
  void read_nothing_isRefused() {
    assertRefused(new byte[0], "no graph");
  }

  @Test
  void read_everyTruncation_isRefusedOrStillWhole() {
    byte[] whole = Tiny.onnx();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        OnnxFile.read(cut);
      } catch (ModelRefusedException refused) {
        assertThat(refused)
            .hasMessageMatching("(not a protobuf at byte|the file holds no graph).*");
      }
    }
    assertThatCode(() -> OnnxFile.read(whole)).doesNotThrowAnyException();
  }

  @Test
  void cursor_numberOfElevenBytes_isRefusedAtItsOffset() {
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) 0xff);
    assertRefused(endless, "not a protobuf at byte 10: a number has more than 10 bytes");
  }

  @Test
  void cursor_lengthBeyondTheEnd_isRefusedBeforeAnyAllocation() {
    assertRefused(
        new byte[] {GRAPH << 3 | 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7},
        "a message of 2147483647 bytes in 0");
  }

  @Test
  void cursor_groups_areRefused() {
    assertRefused(new byte[] {9 << 3 | 3}, "wire type 3");
  }
}
