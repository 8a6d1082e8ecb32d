package io.aionyx.wire;

import static io.aionyx.wire.Message.label;
import static io.aionyx.wire.Message.nested;
import static io.aionyx.wire.Message.number;
import static io.aionyx.wire.Message.packed;
import static io.aionyx.wire.Message.sample;
import static io.aionyx.wire.Message.text;
import static io.aionyx.wire.Message.varint;
import static io.aionyx.wire.Recorder.sampleLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Write2DecoderTest {
  private static final Message.Field[] SYMBOLS = {
    text(4, ""), text(4, "__name__"), text(4, "up"), text(4, "job"), text(4, "node")
  };

  private static byte[] message(Message.Field... series) {
    Message.Field[] all = new Message.Field[SYMBOLS.length + series.length];
    System.arraycopy(SYMBOLS, 0, all, 0, SYMBOLS.length);
    System.arraycopy(series, 0, all, SYMBOLS.length, series.length);
    return Message.of(all);
  }

  private static List<String> decode(byte[] message) throws WireException {
    return Recorder.of(RemoteWrite.V2, message).lines;
  }

  @Test
  void decode_seriesWithSamples() throws WireException {
    byte[] message =
        message(
            nested(
                5,
                packed(1, 1, 2, 3, 4),
                nested(2, number(1, 1.5), varint(2, 1000), varint(3, 900)),
                nested(2, number(1, StaleMarker.VALUE), varint(2, 2000))));
    assertThat(decode(message))
        .containsExactly(
            "series [__name__=up, job=node]",
            sampleLine(1000, 1.5, 900),
            "sample 2000 7ff0000000000002 since 0");
  }

  @Test
  void decode_unpackedAndSplitReferences() throws WireException {
    List<String> expected = decode(message(nested(5, packed(1, 1, 2, 3, 4))));
    assertThat(decode(message(nested(5, varint(1, 1), varint(1, 2), varint(1, 3), varint(1, 4)))))
        .isEqualTo(expected);
    assertThat(
            decode(message(nested(5, packed(1, 1), sample(1, 1), packed(1, 2, 3), varint(1, 4)))))
        .startsWith(expected.get(0));
  }

  @Test
  void decode_symbolsAfterSeries() throws WireException {
    byte[] message =
        Message.of(
            nested(5, sample(1, 1), packed(1, 1, 2)), text(4, ""), text(4, "a"), text(4, "b"));
    assertThat(decode(message)).containsExactly("series [a=b]", sampleLine(1, 1, 0));
  }

  @Test
  void decode_oldCreatedTimestampIsTheSamplesStart() throws WireException {
    byte[] message =
        message(
            nested(
                5,
                packed(1, 1, 2),
                sample(5, 1),
                nested(2, number(1, 1), varint(2, 6), varint(3, 4)),
                varint(6, 3)));
    assertThat(decode(message))
        .containsExactly("series [__name__=up]", sampleLine(5, 1, 3), sampleLine(6, 1, 4));
  }

  @Test
  void decode_exemplarsHistogramsMetadata() throws WireException {
    byte[] message =
        message(
            nested(
                5,
                packed(1, 1, 2),
                nested(3, varint(1, 0), varint(6, 0), varint(15, 11), varint(17, 10)),
                nested(4, packed(1, 3, 4), number(2, 7), varint(3, 9)),
                nested(5, varint(1, 2), varint(3, 4), varint(4, 3))));
    Recorder recorder = Recorder.of(RemoteWrite.V2, message);
    assertThat(recorder.lines)
        .containsExactly(
            "series [__name__=up]",
            "histogram 11",
            "exemplar [job=node] 9 7.0",
            "MetricMetadata[family=, type=GAUGE, help=node, unit=job]");
    assertThat(recorder.histograms.get(0).startTimestampMillis()).isEqualTo(10);
  }

  @Test
  void key_isThatOfTheSameLabelsIn1() throws WireException {
    Recorder v2 = Recorder.of(RemoteWrite.V2, message(nested(5, packed(1, 1, 2, 3, 4))));
    Recorder v1 =
        Recorder.of(
            RemoteWrite.V1, Message.of(nested(1, label("__name__", "up"), label("job", "node"))));
    assertThat(v2.keys.get(0)).isEqualTo(v1.keys.get(0));
  }

  @Test
  void matches_onlyTheVerySameLabels() throws WireException {
    byte[] key = Recorder.of(RemoteWrite.V2, message(nested(5, packed(1, 1, 2)))).keys.get(0);
    for (int i = 0; i < key.length; i++) {
      byte[] other = key.clone();
      other[i] ^= 1;
      assertThat(matches(other, other.length)).isFalse();
      assertThat(matches(key, i)).isFalse();
    }
    assertThat(matches(key, key.length)).isTrue();
    assertThat(matches(Arrays.copyOf(key, key.length + 1), key.length + 1)).isFalse();
  }

  private static boolean matches(byte[] key, int length) throws WireException {
    boolean[] matched = new boolean[1];
    byte[] message = message(nested(5, packed(1, 1, 2)));
    RemoteWrite.V2
        .newDecoder()
        .decode(
            message,
            0,
            message.length,
            new WriteVisitor() {
              @Override
              public void series(RawLabels labels) {
                matched[0] = labels.matches(key, 0, length);
              }

              @Override
              public void sample(long timestampMillis, double value, long startMillis) {}
            });
    return matched[0];
  }

  @Test
  void matches_longTexts() throws WireException {
    String longText = "x".repeat(20_000);
    byte[] message =
        Message.of(text(4, ""), text(4, "n"), text(4, longText), nested(5, packed(1, 1, 2)));
    assertThat(decode(message)).containsExactly("series [n=" + longText + "]");
  }

  @Test
  void parse_refusesReferencesOutsideTheTable() {
    assertRefused(WireFault.SYMBOL_REFERENCE, message(nested(5, packed(1, 1, 5))));
    assertRefused(WireFault.SYMBOL_REFERENCE, message(nested(5, packed(1, 1, -1))));
    assertRefused(WireFault.SYMBOL_REFERENCE, message(nested(5, varint(1, -1), varint(1, 1))));
    assertRefused(WireFault.SYMBOL_REFERENCE, message(nested(5, packed(1, 1, 2, 3))));
  }

  @Test
  void decode_refusesTableWithoutTheEmptySymbol() {
    assertRefused(WireFault.SYMBOLS_INVALID, Message.of(text(4, "a"), text(4, "b")));
  }

  @Test
  void decode_refusesMessageOfTheOtherVersion() {
    assertRefused(
        WireFault.WRONG_SCHEMA, Message.of(nested(1, label("__name__", "up"), sample(1, 1))));
    assertRefused(WireFault.WRONG_SCHEMA, Message.of(nested(3, text(2, "up"))));
  }

  @Test
  void decode_refusesInvalidUtf8() {
    assertRefused(
        WireFault.INVALID_UTF8,
        Message.of(
            text(4, ""),
            text(4, "a"),
            out -> out.writeByteArray(4, new byte[] {(byte) 0xc3}),
            nested(5, packed(1, 1, 2))));
  }

  @Test
  void parse_refusesMoreLabelsThanAnyoneHas() {
    int[] references = new int[2 * RawLabels.MAX_LABELS + 2];
    assertRefused(WireFault.TOO_MANY_LABELS, message(nested(5, packed(1, references))));
  }

  private static void assertRefused(WireFault fault, byte[] message) {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> decode(message))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
