package io.aionyx.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** One target at every door; run one alone with {@code JAZZER_FUZZ=1 mvn test -Dtest=X#method}. */
final class WireFuzzTest {
  @FuzzTest
  void remoteWrite1(FuzzedDataProvider data) {
    HostileInputTest.isAccepted(RemoteWrite.V1, data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void remoteWrite2(FuzzedDataProvider data) {
    HostileInputTest.isAccepted(RemoteWrite.V2, data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void snappy(FuzzedDataProvider data) throws WireException {
    byte[] bytes = data.consumeRemainingAsBytes();
    SnappyBlock snappy = new SnappyBlock(1 << 20);
    try {
      snappy.decode(bytes);
    } catch (WireException ignored) {
      // refusing is an answer
    }
    if (!Arrays.equals(snappy.decode(SnappyBlock.encode(bytes)), bytes)) {
      throw new AssertionError("snappy changed " + bytes.length + " bytes");
    }
  }

  @FuzzTest
  void remoteRead(FuzzedDataProvider data) {
    RemoteReadTest.isRefused(data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void readResponse(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    try {
      new ReadResponseDecoder().decode(bytes, 0, bytes.length, new Ignoring());
    } catch (WireException ignored) {
      // refusing is an answer
    }
  }

  @FuzzTest
  void streamedAnswer(FuzzedDataProvider data) throws IOException {
    ChunkedReadReader reader =
        new ChunkedReadReader(new ByteArrayInputStream(data.consumeRemainingAsBytes()), 1 << 20);
    try {
      for (Optional<ChunkedSeries> next = reader.next(); next.isPresent(); next = reader.next()) {
        for (Chunk chunk : next.get().chunks()) {
          XorChunk.decode(chunk.data(), (time, value) -> {});
        }
      }
    } catch (WireException ignored) {
      // refusing is an answer
    }
  }

  @FuzzTest
  void xorChunk(FuzzedDataProvider data) {
    try {
      XorChunk.decode(data.consumeRemainingAsBytes(), (time, value) -> {});
    } catch (WireException ignored) {
      // refusing is an answer
    }
  }

  private static final class Ignoring implements ReadVisitor {
    @Override
    public void result(int queryIndex) {}

    @Override
    public void series(RawLabels labels) throws WireException {
      labels.parse();
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {}
  }
}
