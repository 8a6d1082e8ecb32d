package io.aionyx.wire.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.wire.Chunk;
import io.aionyx.wire.ChunkedReadWriter;
import io.aionyx.wire.ChunkedSeries;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadResponseEncoder;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.aionyx.wire.XorChunk;
import io.aionyx.wire.history.HistoryException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemoteReadClientTest {
  private static final List<LabelMatcher> MATCHERS =
      List.of(new LabelMatcher(LabelMatcher.Type.EQUAL, "__name__", "up"));
  private static final List<LabelPair> UP = List.of(new LabelPair("__name__", "up"));

  private final Recording recording = new Recording();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void answering(Handler handler) {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void answering(int status, String type, byte[] body) {
    answering(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/read");
  }

  private void read(long start, long end) throws HistoryException, InterruptedException {
    RemoteReadClient.of(url()).read(start, end, MATCHERS, recording);
  }

  private static byte[] streamed(ChunkedSeries... parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = new ChunkedReadWriter(bytes);
    for (ChunkedSeries part : parts) {
      writer.write(part);
    }
    writer.flush();
    return bytes.toByteArray();
  }

  private static ChunkedSeries part(Chunk... chunks) {
    return new ChunkedSeries(0, UP, List.of(chunks));
  }

  private static Chunk chunk(long first, long second) {
    return new XorChunk.Builder().add(first, 1).add(second, 2).build();
  }

  private void assertFails(Kind kind, String message) {
    assertThatExceptionOfType(HistoryException.class)
        .isThrownBy(() -> read(0, 100))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void read_ofStreamedChunks_trimsToTheRange() throws Exception {
    byte[] body = streamed(part(chunk(1, 10)), part(chunk(20, 30), chunk(500, 600)));
    answering(200, ChunkedReadWriter.CONTENT_TYPE, body);
    read(10, 20);
    assertThat(recording.lines).containsExactly(UP.toString(), "10 2.0", "20 1.0", "through 20");
  }

  @Test
  void read_ofHistogramChunks_passesThemOver() throws Exception {
    var histogram = new Chunk(1, 2, 2, new byte[] {1, 2, 3});
    answering(200, ChunkedReadWriter.CONTENT_TYPE, streamed(part(histogram, chunk(5, 6))));
    read(0, 100);
    assertThat(recording.lines).contains("5 1.0", "6 2.0");
  }

  @Test
  void read_ofSamples_givesThem() throws Exception {
    var answer = new ReadResponseEncoder().startResult().startSeries().label("__name__", "up");
    answer.sample(7, 3).sample(900, 4).endSeries().endResult();
    answering(200, "application/x-protobuf", answer.toSnappy());
    read(0, 100);
    assertThat(recording.lines).containsExactly(UP.toString(), "7 3.0", "through 100");
  }

  @Test
  void read_asksAsPrometheusDoes() throws Exception {
    var seen = new ReadRequest[1];
    answering(
        exchange -> {
          assertThat(exchange.getRequestHeaders())
              .containsEntry("Content-encoding", List.of("snappy"))
              .containsEntry("Authorization", List.of("Bearer x"));
          seen[0] = decode(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().add("Content-Type", ChunkedReadWriter.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, -1);
        });
    new RemoteReadClient(
            url(),
            HttpClient.newHttpClient(),
            () -> Map.of("Authorization", "Bearer x"),
            Duration.ofSeconds(20))
        .read(3, 4, MATCHERS, recording);
    assertThat(seen[0].queries().get(0).matchers()).isEqualTo(MATCHERS);
    assertThat(seen[0].queries().get(0).startMillis()).isEqualTo(3);
    assertThat(seen[0].accepted())
        .containsExactly(
            ReadRequest.ResponseType.STREAMED_XOR_CHUNKS, ReadRequest.ResponseType.SAMPLES);
  }

  private static ReadRequest decode(byte[] body) {
    try {
      byte[] message = new SnappyBlock().decode(body);
      return ReadRequest.decode(message, 0, message.length);
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"400,REFUSED", "401,REFUSED", "429,UNAVAILABLE", "500,UNAVAILABLE"})
  void read_ofAnErrorStatus_saysTheServersWords(int status, Kind kind) {
    answering(status, "text/plain", "the reason".getBytes());
    assertFails(kind, "HTTP " + status + ": the reason");
  }

  @Test
  void read_ofAWrongChecksum_isCorrupt() throws IOException {
    byte[] body = streamed(part(chunk(1, 2)));
    body[body.length - 1] ^= 1;
    answering(200, ChunkedReadWriter.CONTENT_TYPE, body);
    assertFails(Kind.CORRUPT, "frame_corrupt");
  }

  @Test
  void read_ofATruncatedFrame_isCorruptAfterWhatCameWhole() throws IOException {
    byte[] whole = streamed(part(chunk(1, 2)), part(chunk(3, 4)));
    answering(200, ChunkedReadWriter.CONTENT_TYPE, Arrays.copyOf(whole, whole.length - 2));
    assertFails(Kind.CORRUPT, "frame_corrupt");
    assertThat(recording.lines).contains("2 2.0").doesNotContain("3 1.0");
  }

  @Test
  void read_whereTheConnectionBreaks_isBroken() throws IOException {
    byte[] whole = streamed(part(chunk(1, 2)));
    answering(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", ChunkedReadWriter.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, whole.length + 100);
          exchange.getResponseBody().write(whole);
          exchange.getResponseBody().flush();
          throw new IOException("gone");
        });
    assertFails(Kind.BROKEN, "broke off");
  }

  @Test
  void read_whereTheServerHangs_timesOut() throws IOException {
    var over = new CountDownLatch(1);
    byte[] whole = streamed(part(chunk(1, 2)));
    answering(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", ChunkedReadWriter.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, whole.length + 100);
          exchange.getResponseBody().write(whole);
          exchange.getResponseBody().flush();
          await(over);
        });
    var impatient =
        new RemoteReadClient(url(), HttpClient.newHttpClient(), Map::of, Duration.ofMillis(300));
    assertThatExceptionOfType(HistoryException.class)
        .isThrownBy(() -> impatient.read(0, 100, MATCHERS, recording))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT));
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void read_ofASnappyBomb_isCorrupt() {
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0};
    answering(200, "application/x-protobuf", bomb);
    assertFails(Kind.CORRUPT, "decoded_too_large");
  }

  @Test
  void read_ofAWebPage_isCorrupt() {
    answering(200, "text/html", "hello".getBytes());
    assertFails(Kind.CORRUPT, "text/html");
  }

  @Test
  void read_ofNobody_isUnreachable() {
    server.stop(0);
    assertFails(Kind.UNREACHABLE, "127.0.0.1");
  }
}
