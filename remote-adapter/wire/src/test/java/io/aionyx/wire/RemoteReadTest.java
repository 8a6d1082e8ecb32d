package io.aionyx.wire;

import static io.aionyx.wire.Message.nested;
import static io.aionyx.wire.Message.packed;
import static io.aionyx.wire.Message.text;
import static io.aionyx.wire.Message.varint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aionyx.wire.ReadRequest.ResponseType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteReadTest {
  private static final ReadRequest REQUEST =
      new ReadRequest(
          List.of(
              new ReadQuery(
                  1_000,
                  -2_000,
                  List.of(
                      new LabelMatcher(LabelMatcher.Type.EQUAL, "__name__", "aionyx_forecast"),
                      new LabelMatcher(LabelMatcher.Type.NOT_REGEX, "job", "a|b")),
                  Optional.of(
                      new ReadHints(
                          15_000, "max_over_time", 1, 2, List.of("pod", "node"), true, 1_800_000))),
              new ReadQuery(0, 0, List.of(), Optional.empty())),
          List.of(ResponseType.STREAMED_XOR_CHUNKS, ResponseType.SAMPLES));

  private static ReadRequest decode(byte[] message) throws WireException {
    return ReadRequest.decode(message, 0, message.length);
  }

  @Test
  void request_roundTrip() throws WireException {
    assertThat(decode(REQUEST.toByteArray())).isEqualTo(REQUEST);
  }

  @Test
  void request_fromOtherWriter() throws WireException {
    byte[] message =
        Message.of(
            nested(
                1,
                varint(1, 5),
                varint(2, 6),
                nested(3, varint(1, 2), text(2, "n"), text(3, "v.*")),
                varint(99, 1)),
            packed(2, 1, 0, 7));
    assertThat(decode(message))
        .isEqualTo(
            new ReadRequest(
                List.of(
                    new ReadQuery(
                        5,
                        6,
                        List.of(new LabelMatcher(LabelMatcher.Type.REGEX, "n", "v.*")),
                        Optional.empty())),
                List.of(ResponseType.STREAMED_XOR_CHUNKS, ResponseType.SAMPLES)));
  }

  @Test
  void request_refusesUnknownMatcher() {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> decode(Message.of(nested(1, nested(3, varint(1, 4))))))
        .withMessageContaining("matcher type 4");
  }

  @Test
  void request_ofTruncationsAndBitFlips_isReadOrRefused() {
    byte[] whole = REQUEST.toByteArray();
    int refused = 0;
    for (int length = 1; length < whole.length; length++) {
      refused += isRefused(Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refused += isRefused(flipped) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(whole.length);
  }

  static boolean isRefused(byte[] message) {
    try {
      decode(message);
      return false;
    } catch (WireException refused) {
      return true;
    }
  }

  @Test
  void matcher_readsAsPromQl() {
    assertThat(REQUEST.queries().get(0).matchers().toString())
        .isEqualTo("[__name__=\"aionyx_forecast\", job!~\"a|b\"]");
  }

  private static final class Results implements ReadVisitor {
    private final Recorder recorder = new Recorder();

    @Override
    public void result(int queryIndex) {
      recorder.lines.add("result " + queryIndex);
    }

    @Override
    public void series(RawLabels labels) throws WireException {
      recorder.series(labels);
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      recorder.sample(timestampMillis, value, startTimestampMillis);
    }
  }

  @Test
  void response_roundTrip() throws WireException {
    ReadResponseEncoder answer = new ReadResponseEncoder();
    answer.startResult();
    answer.startSeries().label("__name__", "a").sample(1, 2).sample(3, 4).endSeries();
    answer.startSeries().label("__name__", "b").endSeries();
    answer.endResult();
    answer.startResult().endResult();
    byte[] message = new SnappyBlock().decode(answer.toSnappy());
    Results results = new Results();
    new ReadResponseDecoder().decode(message, 0, message.length, results);
    assertThat(results.recorder.lines)
        .containsExactly(
            "result 0",
            "series [__name__=a]",
            Recorder.sampleLine(1, 2, 0),
            Recorder.sampleLine(3, 4, 0),
            "series [__name__=b]",
            "result 1");
  }

  /** Zeros are left out on the wire, and odd timestamps take another way. */
  @ParameterizedTest
  @ValueSource(longs = {1_767_600_000_000L, 0, -5, 1L << 55, 1L << 56, Long.MAX_VALUE - 2})
  void sample_atCommonMoments_isTheSameAsAlone(long firstMillis) {
    var moments = new Moments(firstMillis, 1, 3);
    var labels = SeriesLabels.of(List.of(new LabelPair("__name__", "x"), new LabelPair("a", "")));
    double[] values = {0, -0.0, 1.5};
    var together = new ReadResponseEncoder().startResult().startSeries(labels);
    var alone = new ReadResponseEncoder().startResult().startSeries();
    alone.label("__name__", "x").label("a", "");
    for (int i = 0; i < values.length; i++) {
      together.sample(moments, i, values[i]);
      alone.sample(moments.at(i), values[i]);
    }
    assertThat(together.endSeries().endResult().toByteArray())
        .isEqualTo(alone.endSeries().endResult().toByteArray());
  }

  private static List<ChunkedSeries> parts() {
    Chunk chunk = new XorChunk.Builder().add(1_000, 1).add(2_000, 1.5).build();
    List<LabelPair> labels = List.of(new LabelPair("__name__", "a"), new LabelPair("x", "ü"));
    return List.of(
        new ChunkedSeries(0, labels, List.of(chunk, chunk)),
        new ChunkedSeries(0, labels, List.of(chunk)),
        new ChunkedSeries(3, List.of(), List.of()));
  }

  private static byte[] stream(List<ChunkedSeries> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ChunkedReadWriter writer = new ChunkedReadWriter(bytes);
    for (ChunkedSeries part : parts) {
      writer.write(part);
    }
    writer.flush();
    return bytes.toByteArray();
  }

  private static List<ChunkedSeries> read(byte[] stream, int maxFrameBytes)
      throws IOException, WireException {
    ChunkedReadReader reader =
        new ChunkedReadReader(new ByteArrayInputStream(stream), maxFrameBytes);
    List<ChunkedSeries> parts = new ArrayList<>();
    for (Optional<ChunkedSeries> next = reader.next(); next.isPresent(); next = reader.next()) {
      parts.add(next.get());
    }
    return parts;
  }

  @Test
  void stream_roundTrip() throws IOException, WireException {
    assertThat(read(stream(parts()), 1000)).isEqualTo(parts());
    assertThat(read(new byte[0], 1000)).isEmpty();
  }

  @Test
  void stream_goldenFrame() throws IOException {
    assertThat(stream(List.of(new ChunkedSeries(1, List.of(), List.of()))))
        .isEqualTo(HexFormat.of().parseHex("04" + crcOf("0a001001") + "0a001001"));
  }

  private static String crcOf(String hex) {
    CRC32C crc = new CRC32C();
    crc.update(HexFormat.of().parseHex(hex));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Test
  void stream_refusesFramesTooLargeTornOrChanged() throws IOException {
    byte[] stream = stream(parts().subList(0, 1));
    assertRefused(WireFault.FRAME_TOO_LARGE, stream, 50);
    assertRefused(WireFault.FRAME_TOO_LARGE, HexFormat.of().parseHex("ffffffff7f"), 1000);
    assertRefused(WireFault.FRAME_CORRUPT, HexFormat.of().parseHex("ff".repeat(11)), 1000);
    for (int length = 1; length < stream.length; length++) {
      assertRefused(WireFault.FRAME_CORRUPT, Arrays.copyOf(stream, length), 1000);
    }
    for (int i = 5; i < stream.length; i++) {
      byte[] changed = stream.clone();
      changed[i] ^= 1;
      assertRefused(WireFault.FRAME_CORRUPT, changed, 1000);
    }
  }

  private static void assertRefused(WireFault fault, byte[] stream, int maxFrameBytes) {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> read(stream, maxFrameBytes))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_001})
  void request_boundsTheObjectsItMakes(int queries) {
    Message.Field[] fields = new Message.Field[queries];
    Arrays.fill(fields, nested(1));
    assertThat(isRefused(Message.of(fields))).isEqualTo(queries > 10_000);
  }
}
