package io.aionyx.predictor.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aionyx.wire.Chunk;
import io.aionyx.wire.ChunkedReadReader;
import io.aionyx.wire.ChunkedSeries;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.aionyx.wire.ReadResponseDecoder;
import io.aionyx.wire.ReadVisitor;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.aionyx.wire.XorChunk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a real Prometheus and reads it back in both forms, so that its codec judges ours. */
final class PrometheusReadIT {
  private record Sample(long timestampMillis, long bits) {}

  private static final long BLOCK_MILLIS = 7_200_000;

  /** Where Prometheus cuts a chunk short, at the end of a block, it leaves one of 51 samples. */
  private final long startMillis =
      (System.currentTimeMillis() / BLOCK_MILLIS - 1) * BLOCK_MILLIS - 504_926;

  private final List<Sample> written = new ArrayList<>();

  private byte[] history() {
    return Requests.body(
        RemoteWrite.V1,
        request -> {
          request.startSeries().label("__name__", "history").label("x", "ü");
          for (int i = 0; i < 300; i++) {
            long time = startMillis + 10_000L * i + i * i % 777;
            // Prometheus drops the sign of a zero in answers in samples
            double value = i % 50 == 7 ? Double.NEGATIVE_INFINITY : Math.sin(i) * (i % 5) + 0.0;
            request.sample(time, value);
            written.add(new Sample(time, Double.doubleToRawLongBits(value)));
          }
          request.endSeries();
        });
  }

  private byte[] request(ResponseType type) {
    LabelMatcher name = new LabelMatcher(LabelMatcher.Type.REGEX, "__name__", "hist.+");
    ReadQuery query =
        new ReadQuery(startMillis, Long.MAX_VALUE / 4, List.of(name), Optional.empty());
    return SnappyBlock.encode(new ReadRequest(List.of(query), List.of(type)).toByteArray());
  }

  @Test
  void readBack_givesWhatWasWritten(@TempDir Path folder) throws IOException, WireException {
    Optional<RealPrometheus> found = RealPrometheus.start(folder);
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED: no prometheus on the PATH, remote-read is not compared with one");
    }
    assumeTrue(found.isPresent(), "no prometheus on the PATH");
    try (RealPrometheus prometheus = found.get()) {
      assertThat(prometheus.write(history(), RemoteWrite.V1.contentType(), "snappy"))
          .isEqualTo(204);
      assertThat(samples(prometheus.read(request(ResponseType.SAMPLES)))).isEqualTo(written);
      assertThat(chunks(prometheus.read(request(ResponseType.STREAMED_XOR_CHUNKS))))
          .isEqualTo(written);
    }
  }

  private static List<Sample> samples(byte[] body) throws WireException {
    byte[] message = new SnappyBlock().decode(body);
    List<Sample> read = new ArrayList<>();
    new ReadResponseDecoder()
        .decode(
            message,
            0,
            message.length,
            new ReadVisitor() {
              @Override
              public void result(int queryIndex) {
                assertThat(queryIndex).isZero();
              }

              @Override
              public void series(RawLabels labels) throws WireException {
                assertThat(labels.parse().value(1)).isEqualTo("ü");
              }

              @Override
              public void sample(long timestampMillis, double value, long startMillis) {
                read.add(new Sample(timestampMillis, Double.doubleToRawLongBits(value)));
              }
            });
    return read;
  }

  private static List<Sample> chunks(byte[] body) throws IOException, WireException {
    ChunkedReadReader frames =
        new ChunkedReadReader(
            new ByteArrayInputStream(body), ChunkedReadReader.DEFAULT_MAX_FRAME_BYTES);
    List<Sample> read = new ArrayList<>();
    for (Optional<ChunkedSeries> next = frames.next(); next.isPresent(); next = frames.next()) {
      assertThat(next.get().labels())
          .containsExactly(new LabelPair("__name__", "history"), new LabelPair("x", "ü"));
      for (Chunk chunk : next.get().chunks()) {
        assertThat(chunk.encoding()).isEqualTo(Chunk.XOR);
        int first = read.size();
        XorChunk.decode(
            chunk.data(),
            (time, value) -> read.add(new Sample(time, Double.doubleToRawLongBits(value))));
        assertEncodedAlike(chunk, read.subList(first, read.size()));
      }
    }
    return read;
  }

  /**
   * Our encoder makes the very bytes Prometheus made, but for the empty byte it leaves behind a
   * chunk whose last write filled one.
   */
  private static void assertEncodedAlike(Chunk chunk, List<Sample> samples) {
    XorChunk.Builder builder = new XorChunk.Builder();
    samples.forEach(s -> builder.add(s.timestampMillis(), Double.longBitsToDouble(s.bits())));
    byte[] theirs = chunk.data();
    byte[] ours = builder.build().data();
    assertThat(theirs).hasSizeBetween(ours.length, ours.length + 1);
    assertThat(Arrays.copyOf(ours, theirs.length)).isEqualTo(theirs);
    assertThat(chunk.minMillis()).isEqualTo(samples.getFirst().timestampMillis());
    assertThat(chunk.maxMillis()).isEqualTo(samples.getLast().timestampMillis());
  }
}
