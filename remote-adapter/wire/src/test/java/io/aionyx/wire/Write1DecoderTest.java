package io.aionyx.wire;

import static io.aionyx.wire.Message.label;
import static io.aionyx.wire.Message.nested;
import static io.aionyx.wire.Message.number;
import static io.aionyx.wire.Message.packed;
import static io.aionyx.wire.Message.raw;
import static io.aionyx.wire.Message.sample;
import static io.aionyx.wire.Message.text;
import static io.aionyx.wire.Message.varint;
import static io.aionyx.wire.Recorder.sampleLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Write1DecoderTest {
  private static List<String> decode(Message.Field... fields) throws WireException {
    return Recorder.of(RemoteWrite.V1, Message.of(fields)).lines;
  }

  @Test
  void decode_goldenBytes() throws WireException {
    byte[] message =
        HexFormat.of()
            .parseHex(
                "0a2a" // series of 42 bytes
                    + "0a0e" // label of 14 bytes
                    + ("0a085f5f6e616d655f5f" + "12027570") // __name__ = up
                    + "0a08" // label of 8 bytes
                    + ("0a036a6f62" + "120161") // job = a
                    + "120e" // sample of 14 bytes
                    + "09000000000000f03f" // 1.0
                    + "10e8a7d309"); // 20239336 ms
    assertThat(Recorder.of(RemoteWrite.V1, message).lines)
        .containsExactly("series [__name__=up, job=a]", sampleLine(20239336, 1.0, 0));
  }

  @Test
  void decode_seriesWithSamples() throws WireException {
    assertThat(
            decode(
                nested(1, label("__name__", "a"), sample(1000, 1.5), sample(2000, -0.0)),
                nested(1, label("__name__", "b"), label("x", "ü"), sample(-5, 3))))
        .containsExactly(
            "series [__name__=a]",
            sampleLine(1000, 1.5, 0),
            sampleLine(2000, -0.0, 0),
            "series [__name__=b, x=ü]",
            sampleLine(-5, 3, 0));
  }

  @Test
  void decode_keepsTheBitsOfTheStaleMarker() throws WireException {
    assertThat(decode(nested(1, sample(1, StaleMarker.VALUE), sample(2, Double.NaN))))
        .containsExactly(
            "series []", "sample 1 7ff0000000000002 since 0", "sample 2 7ff8000000000000 since 0");
  }

  @Test
  void decode_absentFieldsAreZero() throws WireException {
    assertThat(decode(nested(1, nested(1), nested(2))))
        .containsExactly("series [=]", sampleLine(0, 0, 0));
  }

  @Test
  void decode_labelsAfterAndBetweenSamples() throws WireException {
    Recorder apart =
        Recorder.of(
            RemoteWrite.V1,
            Message.of(
                nested(
                    1,
                    label("a", "1"),
                    sample(1, 1),
                    label("b", "2"),
                    sample(2, 2),
                    label("c", "3"))));
    Recorder together =
        Recorder.of(
            RemoteWrite.V1,
            Message.of(
                nested(
                    1,
                    label("a", "1"),
                    label("b", "2"),
                    label("c", "3"),
                    sample(1, 1),
                    sample(2, 2))));
    assertThat(apart.lines).isEqualTo(together.lines);
    assertThat(apart.hashes).isEqualTo(together.hashes);
    assertThat(apart.keys.get(0)).isEqualTo(together.keys.get(0));
  }

  @Test
  void decode_exemplarsHistogramsMetadata() throws WireException {
    assertThat(
            decode(
                nested(
                    1,
                    label("__name__", "h"),
                    nested(3, label("trace_id", "t"), number(2, 7), varint(3, 9)),
                    nested(3, number(2, 1), label("late", "1"), varint(3, 2)),
                    nested(4, varint(1, 3), varint(6, 3), varint(15, 11))),
                nested(3, varint(1, 1), text(2, "h"), text(4, "help"), text(5, "seconds"))))
        .containsExactly(
            "series [__name__=h]",
            "exemplar [trace_id=t] 9 7.0",
            "exemplar [late=1] 2 1.0",
            "histogram 11",
            "MetricMetadata[family=h, type=COUNTER, help=help, unit=seconds]");
  }

  @Test
  void decode_skipsUnknownFieldsOfEveryWireType() throws WireException {
    Message.Field unknown =
        out -> {
          out.writeInt64(100, -1);
          out.writeFixed64(101, 1);
          out.writeString(102, "x");
          out.writeFixed32(103, 1);
        };
    assertThat(
            decode(
                unknown,
                nested(2, unknown),
                nested(
                    1,
                    unknown,
                    nested(1, unknown, text(1, "n"), text(2, "v"), unknown),
                    unknown,
                    nested(2, unknown, number(1, 1), varint(3, 5), varint(2, 4)))))
        .containsExactly("series [n=v]", sampleLine(4, 1, 0));
  }

  @Test
  void decode_partOfABuffer() throws WireException {
    byte[] message = Message.of(nested(1, label("a", "b"), sample(1, 1)));
    byte[] padded = new byte[message.length + 20];
    System.arraycopy(message, 0, padded, 7, message.length);
    Recorder recorder = new Recorder();
    RemoteWrite.V1.newDecoder().decode(padded, 7, message.length, recorder);
    assertThat(recorder.lines).containsExactly("series [a=b]", sampleLine(1, 1, 0));
  }

  @Test
  void decode_emptyMessage() throws WireException {
    assertThat(decode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0b, 0x0c, 0x0e, 0x0f, 0x2b, 0x7c})
  void decode_refusesGroupsAndUnknownWireTypes(int tag) {
    assertRefused(WireFault.PROTO_INVALID, 0, raw(tag, 0x00));
  }

  @Test
  void decode_refusesFieldNumberZero() {
    assertRefused(WireFault.PROTO_INVALID, 0, raw(0x02, 0x00));
  }

  @Test
  void decode_refusesKnownFieldOfWrongType() {
    assertRefused(WireFault.PROTO_INVALID, 0, varint(1, 5));
    assertRefused(WireFault.PROTO_INVALID, 4, nested(1, nested(2, varint(1, 5))));
  }

  @Test
  void decode_refusesOverlongVarint() {
    assertRefused(
        WireFault.PROTO_INVALID,
        0,
        raw(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
    assertRefused(
        WireFault.PROTO_INVALID,
        5,
        nested(
            1, nested(2, raw(0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02))));
  }

  @Test
  void decode_refusesNegativeAndOverreachingLengths() {
    assertRefused(
        WireFault.PROTO_INVALID,
        1,
        raw(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
    assertRefused(WireFault.PROTO_INVALID, 1, raw(0x0a, 0x05, 0x00));
    assertRefused(WireFault.PROTO_INVALID, 3, nested(1, raw(0x12, 0x05)), varint(100, 1));
  }

  @Test
  void decode_refusesMessageOfTheOtherVersion() {
    assertRefused(WireFault.WRONG_SCHEMA, 0, text(4, ""), nested(5, packed(1, 1, 2)));
  }

  @Test
  void parse_refusesBrokenLabelWhereItStands() {
    assertRefused(WireFault.PROTO_INVALID, 5, nested(1, nested(1, raw(0x0a, 0x7f))));
    assertRefused(WireFault.INVALID_UTF8, 6, nested(1, nested(1, raw(0x0a, 0x01, 0xff))));
  }

  private static void assertRefused(WireFault fault, int offset, Message.Field... fields) {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> decode(fields))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
        .satisfies(e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset))
        .withMessageContaining(fault.code());
  }
}
