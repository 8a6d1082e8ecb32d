package io.aionyx.predictor.receive;

import static io.aionyx.predictor.receive.Requests.NOW_MILLIS;
import static io.aionyx.predictor.receive.Requests.at;
import static io.aionyx.predictor.receive.Requests.body;
import static io.aionyx.predictor.receive.Requests.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WriteHandlerTest {
  private final RecordingIngest ingest = new RecordingIngest();
  private final AtomicReference<Instant> now = new AtomicReference<>(RunningDoor.NOW);

  private WriteHandler handler(WriteLimits limits) {
    return new WriteHandler(
        limits, ingest, new DoorMetrics(new PrometheusRegistry()), () -> now.get());
  }

  private static WriteLimits inFlight(long bytes) {
    WriteLimits.Body body = WriteLimits.Body.DEFAULTS;
    return new WriteLimits(
        new WriteLimits.Body(
            body.maxBytes(), body.maxDecodedBytes(), bytes, body.timeout(), body.retryAfter()),
        WriteLimits.Series.DEFAULTS,
        WriteLimits.Samples.DEFAULTS,
        WriteLimits.Connections.DEFAULTS);
  }

  private static WriteRequest request(RemoteWrite version, byte[] body) {
    return request(version, body.length, new ByteArrayInputStream(body));
  }

  private static WriteRequest request(RemoteWrite version, long length, InputStream body) {
    return new WriteRequest(version.contentType(), "snappy", length, body);
  }

  private interface Source {
    int read(byte[] target, int offset, int length) throws IOException;
  }

  private static InputStream stream(Source source) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return source.read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return source.read(target, offset, length);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void handle_ofKnownSeries_resolvesOnce(RemoteWrite version) {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    byte[] wanted = body(version, series(1, "__name__", "up"));
    byte[] unwanted = body(version, series(1, "__name__", RecordingIngest.UNWANTED + "x"));
    for (int i = 0; i < 3; i++) {
      assertThat(handler.handle(request(version, wanted)).status()).isEqualTo(204);
      assertThat(handler.handle(request(version, unwanted)).status()).isEqualTo(204);
    }
    assertThat(ingest.resolved()).isEqualTo(2);
    assertThat(ingest.take()).hasSize(3);
  }

  @Test
  void handle_ofOneSeriesInBothVersions_givesOneRef() {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    for (RemoteWrite version : RemoteWrite.values()) {
      handler.handle(request(version, body(version, series(1, "__name__", "up", "a", "b"))));
    }
    assertThat(ingest.take())
        .extracting(RecordingIngest.Sample::series)
        .containsExactly("up{a=\"b\"}", "up{a=\"b\"}");
  }

  @ParameterizedTest
  @EnumSource
  void handle_keepsTheOrderOfSamples(RemoteWrite version) {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    byte[] body =
        body(
            version,
            request -> {
              for (int i = 0; i < 500; i++) {
                at(NOW_MILLIS - i, "__name__", "s", "i", "" + i % 50).accept(request);
              }
            });
    for (int round = 0; round < 2; round++) {
      handler.handle(request(version, body));
      assertThat(ingest.take())
          .extracting(RecordingIngest.Sample::timestampMillis)
          .containsExactlyElementsOf(
              IntStream.range(0, 500).mapToObj(i -> NOW_MILLIS - i).toList());
    }
    assertThat(ingest.batches()).isEqualTo(2);
  }

  @Test
  void handle_ofOwnSeries_isAcceptedAndLetGo() {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    byte[] body = body(RemoteWrite.V2, series(1, "__name__", "aionyx_failure_probability"));
    for (int i = 0; i < 2; i++) {
      Answer answer = handler.handle(request(RemoteWrite.V2, body));
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers()).containsEntry(RemoteWrite.SAMPLES_WRITTEN_HEADER, "1");
    }
    assertThat(ingest.resolved()).isZero();
    assertThat(ingest.batches()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void handle_whenSeriesAreFull_refusesOnlyNewOnes(RemoteWrite version) {
    ingest.limit(1);
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    handler.handle(request(version, body(version, series(1, "__name__", "old"))));
    byte[] both =
        body(
            version,
            series(1, "__name__", "new", "pod", "x").andThen(series(2, "__name__", "old")));
    for (int i = 0; i < 2; i++) {
      Answer answer = handler.handle(request(version, both));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text())
          .isEqualTo(
              "series_limit: a new series beyond the limit (1 sample refused): new{pod=\"x\"}");
    }
    assertThat(ingest.take()).hasSize(3);
    ingest.limit(2);
    assertThat(handler.handle(request(version, both)).status()).isEqualTo(204);
  }

  @Test
  void forget_resolvesAgain() {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    byte[] body = body(RemoteWrite.V1, series(1, "__name__", "up"));
    handler.handle(request(RemoteWrite.V1, body));
    handler.forget(List.of(0));
    handler.handle(request(RemoteWrite.V1, body));
    assertThat(ingest.resolved()).isEqualTo(2);
  }

  @Test
  void handle_overBudget_is429WithRetryAfter() {
    byte[] body = body(RemoteWrite.V2, series(1, "__name__", "up", "pad", "x".repeat(2000)));
    Answer answer = handler(inFlight(body.length)).handle(request(RemoteWrite.V2, body));
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers())
        .containsEntry("Retry-After", "5")
        .containsEntry(RemoteWrite.SAMPLES_WRITTEN_HEADER, "0");
    assertThat(handler(inFlight(3000)).handle(request(RemoteWrite.V2, body)).status())
        .isEqualTo(204);
  }

  @Test
  void handle_overBudgetWhileReadingChunks_is429() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    Answer answer =
        handler(inFlight(200_000))
            .handle(request(RemoteWrite.V1, -1, new ByteArrayInputStream(noise)));
    assertThat(answer.status()).isEqualTo(429);
  }

  @Test
  void handle_givesTheBudgetBack() {
    WriteHandler handler = handler(inFlight(1000));
    byte[] good = body(RemoteWrite.V1, series(1, "__name__", "up"));
    byte[] bad = Arrays.copyOf(good, good.length - 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(handler.handle(request(RemoteWrite.V1, good)).status()).isEqualTo(204);
      assertThat(handler.handle(request(RemoteWrite.V1, bad)).status()).isEqualTo(400);
    }
  }

  @Test
  void handle_ofSlowBody_is408() {
    InputStream slow =
        stream(
            (target, offset, length) -> {
              now.updateAndGet(before -> before.plusSeconds(16));
              return 1;
            });
    Answer answer = handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V1, -1, slow));
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text()).startsWith("body_timeout: ");
  }

  @Test
  void handle_ofEndlessBody_stopsAtTheLimit() {
    int[] read = new int[1];
    InputStream endless =
        stream(
            (target, offset, length) -> {
              read[0] += length;
              return length;
            });
    Answer answer = handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V1, -1, endless));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(read[0]).isEqualTo(WriteLimits.DEFAULTS.body().maxBytes() + 1);
  }

  @Test
  void handle_ofLengthBeyondLimit_readsNothing() {
    InputStream untouched =
        stream(
            (target, offset, length) -> {
              throw new AssertionError("read");
            });
    Answer answer =
        handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V1, 1L << 40, untouched));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void handle_ofResetConnection_is400AndNothingIsKept() {
    InputStream broken =
        stream(
            (target, offset, length) -> {
              throw new IOException("reset");
            });
    Answer answer = handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V1, 100, broken));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo("body_incomplete: the body ended early: reset");
  }

  @Test
  void handle_ofSeriesWithBothKinds_takesBothBack() {
    Consumer<WriteEncoder> mixed =
        request -> {
          request.startSeries().label("__name__", "both").sample(NOW_MILLIS, 1);
          request.histogram(Requests.badCount()).endSeries();
        };
    byte[] body = body(RemoteWrite.V2, mixed.andThen(series(1, "__name__", "good")));
    Answer answer = handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V2, body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry(RemoteWrite.SAMPLES_WRITTEN_HEADER, "1");
    assertThat(answer.text()).contains("mixed_samples", "invalid_histogram");
    assertThat(ingest.take()).extracting(RecordingIngest.Sample::series).containsExactly("good{}");
  }

  @Test
  void answer_carriesNoControlCharacters() {
    byte[] body = body(RemoteWrite.V1, series(1, "a\u001b[31m\n\r", "x\0"));
    String text = handler(WriteLimits.DEFAULTS).handle(request(RemoteWrite.V1, body)).text();
    assertThat(text).startsWith("missing_name").doesNotContain("\u001b", "\n", "\r", "\0");
  }

  @Test
  void replayLimits_acceptAnyPlausibleMoment() {
    WriteLimits replay =
        new WriteLimits(
            WriteLimits.Body.DEFAULTS,
            WriteLimits.Series.DEFAULTS,
            WriteLimits.Samples.OF_A_REPLAY,
            WriteLimits.Connections.DEFAULTS);
    WriteHandler handler = handler(replay);
    for (long millis : new long[] {1, 1_500_000_000_000L, 4_102_444_800_000L}) {
      byte[] body = body(RemoteWrite.V1, at(millis, "__name__", "up"));
      assertThat(handler.handle(request(RemoteWrite.V1, body)).status()).isEqualTo(204);
    }
    for (long millis : new long[] {0, 4_102_444_800_001L, Long.MIN_VALUE, Long.MAX_VALUE}) {
      byte[] body = body(RemoteWrite.V1, at(millis, "__name__", "up"));
      assertThat(handler.handle(request(RemoteWrite.V1, body)).status()).isEqualTo(400);
    }
  }

  /** Any bytes under any version: an answer the protocol knows, never an exception. */
  @FuzzTest
  void door(FuzzedDataProvider data) {
    RemoteWrite version = data.consumeBoolean() ? RemoteWrite.V1 : RemoteWrite.V2;
    boolean packed = data.consumeBoolean();
    byte[] bytes = data.consumeRemainingAsBytes();
    byte[] body = packed ? Requests.snappy(bytes) : bytes;
    Answer answer = handler(WriteLimits.DEFAULTS).handle(request(version, body));
    if (answer.status() != 204 && answer.status() != 400) {
      throw new AssertionError("answered " + answer);
    }
  }

  @Test
  void limits_nameWhatIsNotPositive() {
    Duration none = Duration.ZERO;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WriteLimits.Samples(1, none, none))
        .withMessage("maxAge must be > 0: was 0");
  }

  @Test
  void clock_isAskedForEachRequest() {
    WriteHandler handler = handler(WriteLimits.DEFAULTS);
    byte[] body = body(RemoteWrite.V1, at(NOW_MILLIS + 3_600_000, "__name__", "up"));
    assertThat(handler.handle(request(RemoteWrite.V1, body)).status()).isEqualTo(400);
    now.set(RunningDoor.NOW.plus(Duration.ofHours(1)));
    assertThat(handler.handle(request(RemoteWrite.V1, body)).status()).isEqualTo(204);
  }
}
