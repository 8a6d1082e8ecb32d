package io.aionyx.predictor.receive;

import static io.aionyx.predictor.receive.Requests.NOW_MILLIS;
import static io.aionyx.predictor.receive.Requests.at;
import static io.aionyx.predictor.receive.Requests.body;
import static io.aionyx.predictor.receive.Requests.series;
import static io.aionyx.predictor.receive.Requests.snappy;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.StaleMarker;
import io.aionyx.wire.WriteEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a hostile or broken sender can put before the door: for each the status, the text, the
 * metric, and that the good samples beside it are kept.
 */
final class BadInputTest {
  private static final WriteLimits LIMITS =
      new WriteLimits(
          new WriteLimits.Body(
              256 << 10, 1 << 20, 64 << 20, Duration.ofSeconds(30), Duration.ofSeconds(7)),
          new WriteLimits.Series(50, 64, 1024, 2048, 1 << 20),
          new WriteLimits.Samples(100, Duration.ofHours(3), Duration.ofMinutes(10)),
          WriteLimits.Connections.DEFAULTS);

  private static RunningDoor door;

  @BeforeAll
  static void open() {
    door = new RunningDoor(LIMITS);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void forgetSamples() {
    door.ingest.take();
  }

  @ParameterizedTest
  @CsvSource({
    "818080100000, decoded_too_large", // 32 MiB + 1
    "ffffffff0f0000, decoded_too_large", // 4 GiB - 1
    "81804000, decoded_too_large", // the limit of this door + 1
    "8080400000, snappy_corrupt", // a believable length from two bytes
    "0500, snappy_corrupt",
    "05, snappy_corrupt",
    "ffffffffffff, snappy_corrupt",
    "'', snappy_corrupt",
    "02000000, snappy_corrupt",
  })
  void unreadableBlock_is400(String hex, String reason) {
    byte[] block = HexFormat.of().parseHex(hex);
    double before = door.rejected(reason);
    HttpResponse<String> answer = door.post(RemoteWrite.V1, block);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith(reason + ": at byte ");
    assertThat(door.rejected(reason) - before).isEqualTo(1);
    assertThat(door.rejectedRequests(reason)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void bodyBeyondLimit_is413(RemoteWrite version) {
    byte[] noise = new byte[LIMITS.body().maxBytes() + 1];
    new Random(1).nextBytes(noise);
    double before = door.rejectedRequests("body_too_large");
    assertThat(door.post(version, noise).statusCode()).isEqualTo(413);
    assertThat(door.rejectedRequests("body_too_large") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void emptyMessage_is204WithZeros(RemoteWrite version) {
    HttpResponse<String> answer = door.post(version, snappy(new byte[0]));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertWritten(answer, version, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd", "snappy, gzip", "identity"})
  void foreignEncoding_is415(String encoding) {
    double before = door.rejectedRequests("content_encoding");
    HttpResponse<String> answer =
        door.send(
            "POST",
            BodyPublishers.ofByteArray(new byte[] {1}),
            "Content-Encoding",
            encoding,
            "Content-Type",
            RemoteWrite.V2.contentType());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).startsWith("content_encoding: only snappy is accepted: \"");
    assertThat(door.rejectedRequests("content_encoding") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "image/png",
        "text/plain",
        "application/x-protobuf;proto=io.prometheus.write.v3.Request"
      })
  void foreignType_is415(String type) {
    double before = door.rejectedRequests("content_type");
    HttpResponse<String> answer =
        door.send("POST", BodyPublishers.ofByteArray(new byte[] {1}), "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains(type);
    assertThat(door.rejectedRequests("content_type") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
  void otherMethod_is405(String method) {
    HttpResponse<String> answer = door.send(method, BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @CsvSource({
    "0aff, length beyond the message",
    "0a, no length",
    "ffffffffffffffffffffff01, varint of 12 bytes",
    "0b, group",
    "0c, end of group",
    "0affffffffffffffffff01, negative length",
    "0a021202, nested length beyond its message",
    "0a041202ffff, truncated varint in a sample",
    "00, field number zero",
    "0801, known field of wrong type",
  })
  void malformedMessage_is400AndNothingIsKept(String hex, String what) {
    byte[] good = goodMessage();
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] both = new byte[good.length + bad.length];
    System.arraycopy(good, 0, both, 0, good.length);
    System.arraycopy(bad, 0, both, good.length, bad.length);
    double before = door.rejected("proto_invalid");
    HttpResponse<String> answer = door.post(RemoteWrite.V1, snappy(both));
    assertThat(answer.statusCode()).as(what).isEqualTo(400);
    assertThat(answer.body()).startsWith("proto_invalid: at byte ");
    assertThat(door.rejected("proto_invalid") - before).isEqualTo(1);
    assertThat(door.ingest.take()).isEmpty();
  }

  private static byte[] goodMessage() {
    WriteEncoder request = RemoteWrite.V1.newEncoder();
    series(1, "__name__", "good").accept(request);
    return request.toByteArray();
  }

  @Test
  void messageOfOtherVersion_is400() {
    byte[] v1 = body(RemoteWrite.V1, series(1, "__name__", "up"));
    byte[] v2 = body(RemoteWrite.V2, series(1, "__name__", "up"));
    assertThat(door.post(RemoteWrite.V2, v1).body()).startsWith("wrong_schema: ");
    assertThat(door.post(RemoteWrite.V1, v2).body()).startsWith("wrong_schema: ");
  }

  @ParameterizedTest
  @EnumSource
  void seriesWithoutName_isRefusedAlone(RemoteWrite version) {
    assertRefusedAlone(version, "missing_name", series(1, "job", "x"));
    assertRefusedAlone(version, "missing_name", series(1, "__name__", "", "job", "x"));
    assertRefusedAlone(version, "missing_name", series(1));
  }

  @ParameterizedTest
  @EnumSource
  void badLabelNames_areRefusedAlone(RemoteWrite version) {
    assertRefusedAlone(version, "empty_label_name", series(1, "", "x", "__name__", "up"));
    assertRefusedAlone(version, "duplicate_label", series(1, "__name__", "up", "a", "1", "a", "1"));
    assertRefusedAlone(version, "duplicate_label", series(1, "__name__", "up", "__name__", "up"));
  }

  @ParameterizedTest
  @EnumSource
  void invalidUtf8_isRefusedAlone(RemoteWrite version) {
    for (byte[] bad : new byte[][] {{(byte) 0xff}, {(byte) 0xc3}, {(byte) 0xed, (byte) 0xa0, 0}}) {
      byte[] message = version == RemoteWrite.V1 ? rawLabel1(bad) : rawLabel2(bad);
      double before = door.rejected("invalid_utf8");
      HttpResponse<String> answer = door.post(version, snappy(message));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("invalid_utf8: text that is not UTF-8");
      assertThat(door.rejected("invalid_utf8") - before).isEqualTo(1);
      assertThat(door.ingest.take()).hasSize(1);
    }
  }

  private static byte[] rawLabel1(byte[] value) {
    RawMessage label = new RawMessage().text(1, "__name__").bytes(2, value);
    RawMessage sample = new RawMessage().varint(2, NOW_MILLIS);
    return new RawMessage()
        .bytes(1, new RawMessage().bytes(1, label.get()).bytes(2, sample.get()).get())
        .raw(goodMessage())
        .get();
  }

  private static byte[] rawLabel2(byte[] value) {
    RawMessage sample = new RawMessage().varint(2, NOW_MILLIS);
    return new RawMessage()
        .text(4, "")
        .text(4, "__name__")
        .bytes(4, value)
        .text(4, "good")
        .bytes(5, new RawMessage().bytes(1, new byte[] {1, 2}).bytes(2, sample.get()).get())
        .bytes(5, new RawMessage().bytes(1, new byte[] {1, 3}).bytes(2, sample.get()).get())
        .get();
  }

  @ParameterizedTest
  @EnumSource
  void unsortedLabels_areSortedAndCounted(RemoteWrite version) {
    String name = "unsorted_" + version.label();
    double before = door.unsorted();
    byte[] sorted = body(version, series(1, "__name__", name, "a", "1", "b", "2"));
    byte[] shuffled = body(version, series(2, "b", "2", "__name__", name, "a", "1"));
    assertThat(door.post(version, sorted).statusCode()).isEqualTo(204);
    assertThat(door.post(version, shuffled).statusCode()).isEqualTo(204);
    assertThat(door.unsorted() - before).isEqualTo(1);
    assertThat(door.ingest.take())
        .extracting(RecordingIngest.Sample::series)
        .containsExactly(name + "{a=\"1\",b=\"2\"}", name + "{a=\"1\",b=\"2\"}");
  }

  @ParameterizedTest
  @EnumSource
  void seriesBeyondLimits_isRefusedAlone(RemoteWrite version) {
    assertRefusedAlone(
        version,
        "too_many_labels",
        request -> {
          request.startSeries().label("__name__", "up");
          for (int i = 0; i < 10_000; i++) {
            request.label("l" + i, "");
          }
          request.sample(NOW_MILLIS, 1).endSeries();
        });
    assertRefusedAlone(
        version, "name_too_long", series(1, "__name__", "up", "n".repeat(1025), "v"));
    assertRefusedAlone(version, "name_too_long", series(1, "__name__", "n".repeat(1025)));
    assertRefusedAlone(
        version, "value_too_long", series(1, "__name__", "up", "v", "v".repeat(900_000)));
  }

  @ParameterizedTest
  @EnumSource
  void seriesAtLimits_isAccepted(RemoteWrite version) {
    byte[] body =
        body(
            version,
            request -> {
              request.startSeries().label("__name__", "n".repeat(1024));
              request.label("a".repeat(1024), "v".repeat(2048));
              for (int i = 0; i < 62; i++) {
                request.label("b" + i, "x");
              }
              request.sample(NOW_MILLIS, 1).endSeries();
            });
    assertThat(door.post(version, body).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"0102, 0103, 0109", "0102, 0103, 010203", "0102, 0103, 01ffffffff0f"})
  void badSymbolReferences_areRefusedAlone(String good, String alsoGood, String bad) {
    RawMessage sample = new RawMessage().varint(2, NOW_MILLIS);
    RawMessage message = new RawMessage().text(4, "").text(4, "__name__").text(4, "a").text(4, "b");
    for (String references : new String[] {good, bad, alsoGood}) {
      byte[] packed = HexFormat.of().parseHex(references);
      message.bytes(5, new RawMessage().bytes(1, packed).bytes(2, sample.get()).get());
    }
    double before = door.rejected("symbol_reference");
    HttpResponse<String> answer = door.post(RemoteWrite.V2, snappy(message.get()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("symbol_reference: ");
    assertWritten(answer, RemoteWrite.V2, 2);
    assertThat(door.rejected("symbol_reference") - before).isEqualTo(1);
    assertThat(door.ingest.take()).hasSize(2);
  }

  @Test
  void tableWithoutEmptySymbol_is400() {
    byte[] message = new RawMessage().text(4, "__name__").get();
    assertThat(door.post(RemoteWrite.V2, snappy(message)).body()).startsWith("symbols_invalid: ");
  }

  @ParameterizedTest
  @EnumSource
  void specialValues_areKeptBitForBit(RemoteWrite version) {
    double[] values = {
      Double.NaN, StaleMarker.VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0
    };
    for (double value : values) {
      assertThat(door.post(version, body(version, series(value, "__name__", "up"))).statusCode())
          .isEqualTo(204);
      assertThat(door.ingest.take())
          .extracting(RecordingIngest.Sample::valueBits)
          .containsExactly(Double.doubleToRawLongBits(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "600001, too_far_ahead",
    "1800000, too_far_ahead",
    "-10800001, too_old",
    "-4000000000000, too_old"
  })
  void timestampsOutsideTheWindow_areRefusedAlone(long offsetMillis, String reason) {
    for (RemoteWrite version : RemoteWrite.values()) {
      assertRefusedAlone(version, reason, at(NOW_MILLIS + offsetMillis, "__name__", "up"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void timestampsBeforeTime_areRefusedAlone(long timestampMillis) {
    for (RemoteWrite version : RemoteWrite.values()) {
      assertRefusedAlone(version, "too_old", at(timestampMillis, "__name__", "up"));
    }
  }

  @Test
  void timestampAtTheEndOfTime_isRefusedAlone() {
    assertRefusedAlone(RemoteWrite.V1, "too_far_ahead", at(Long.MAX_VALUE, "__name__", "up"));
  }

  @ParameterizedTest
  @ValueSource(longs = {600_000, 0, -10_800_000})
  void timestampsAtTheEdgesOfTheWindow_areAccepted(long offsetMillis) {
    byte[] body = body(RemoteWrite.V1, at(NOW_MILLIS + offsetMillis, "__name__", "up"));
    assertThat(door.post(RemoteWrite.V1, body).statusCode()).isEqualTo(204);
  }

  @Test
  void lateAndRepeatedSamples_are204AndCounted() {
    door.ingest.answer(new Ingest.Applied(2, 3));
    double late = door.ignored("late");
    double duplicates = door.ignored("duplicate");
    byte[] body = body(RemoteWrite.V1, series(1, "__name__", "up"));
    assertThat(door.post(RemoteWrite.V1, body).statusCode()).isEqualTo(204);
    door.ingest.answer(Ingest.Applied.ALL);
    assertThat(door.ignored("late") - late).isEqualTo(3);
    assertThat(door.ignored("duplicate") - duplicates).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void moreSeriesOrSamplesThanAccepted_keepsTheFirst(RemoteWrite version) {
    byte[] manySeries =
        body(
            version,
            request -> {
              for (int i = 0; i < 52; i++) {
                series(1, "__name__", "many", "i", "" + i).accept(request);
              }
            });
    HttpResponse<String> answer = door.post(version, manySeries);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("too_many_series").contains("2 samples").contains("50");
    assertThat(door.ingest.take()).hasSize(50);
    byte[] manySamples =
        body(
            version,
            request -> {
              request.startSeries().label("__name__", "up");
              for (int i = 0; i < 103; i++) {
                request.sample(NOW_MILLIS + i, i);
              }
              request.endSeries();
            });
    answer = door.post(version, manySamples);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("too_many_samples").contains("3 samples").contains("100");
    assertThat(door.ingest.take()).hasSize(100);
    assertWritten(answer, version, 100);
  }

  /** Sends the bad series between two good ones. */
  private static void assertRefusedAlone(
      RemoteWrite version, String reason, Consumer<WriteEncoder> bad) {
    byte[] body =
        body(
            version,
            request -> {
              series(1, "__name__", "good", "at", "before").accept(request);
              bad.accept(request);
              series(2, "__name__", "good", "at", "after").accept(request);
            });
    door.ingest.take();
    double before = door.rejected(reason);
    double ingested = door.ingested(version.label());
    HttpResponse<String> answer = door.post(version, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).startsWith(reason + ": ").contains("(1 sample refused)");
    assertThat(answer.body().lines()).hasSize(1);
    assertWritten(answer, version, 2);
    assertThat(door.rejected(reason) - before).isEqualTo(1);
    assertThat(door.ingested(version.label()) - ingested).isEqualTo(2);
    assertThat(door.ingest.take())
        .extracting(RecordingIngest.Sample::series)
        .containsExactly("good{at=\"before\"}", "good{at=\"after\"}");
  }

  private static void assertWritten(HttpResponse<String> answer, RemoteWrite version, int samples) {
    assertThat(answer.headers().firstValue(RemoteWrite.SAMPLES_WRITTEN_HEADER).orElse("absent"))
        .isEqualTo(version == RemoteWrite.V2 ? Integer.toString(samples) : "absent");
  }
}
