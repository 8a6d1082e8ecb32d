package io.aionyx.wire.history;

import io.aionyx.wire.ChunkedReadReader;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.ReadHints;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.aionyx.wire.history.HistoryException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Asks one remote-read server, one request a call. Streamed chunks are preferred, since they are
 * read frame by frame; an answer in samples is read too, whole, up to {@value #MAX_SAMPLES_BYTES}
 * bytes. Thread safe.
 */
public final class RemoteReadClient implements HistorySource {
  /** Greatest answer in samples, compressed or not; frames of streams are bounded by it too. */
  public static final int MAX_SAMPLES_BYTES = 32 << 20;

  private static final int MAX_ERROR_BYTES = 1024;

  private final URI url;
  private final HttpClient http;
  private final Supplier<Map<String, String>> headers;
  private final Duration timeout;

  /**
   * @param http decides on proxies and on trust in certificates
   * @param headers such as {@code Authorization}, asked for at each request
   * @param timeout of one whole answer
   */
  public RemoteReadClient(
      URI url, HttpClient http, Supplier<Map<String, String>> headers, Duration timeout) {
    this.url = url;
    this.http = http;
    this.headers = headers;
    this.timeout = timeout;
  }

  /** A client without authentication that waits a minute for an answer. */
  public static RemoteReadClient of(URI url) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new RemoteReadClient(url, http, Map::of, Duration.ofMinutes(1));
  }

  @Override
  public void read(long startMillis, long endMillis, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException {
    var hints = new ReadHints(0, "", startMillis, endMillis, List.of(), false, 0);
    read(new ReadQuery(startMillis, endMillis, matchers, Optional.of(hints)), sink);
    sink.through(endMillis);
  }

  /** Asks one query and gives what comes back, trimmed to the range asked for. */
  public void read(ReadQuery query, HistorySink sink)
      throws HistoryException, InterruptedException {
    var late = new AtomicBoolean();
    HttpResponse<InputStream> response = send(request(query));
    var alarm =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              close(response.body());
            },
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
    try (InputStream body = response.body()) {
      check(response.statusCode(), body);
      deliver(response, body, new Trimmed(query, sink));
    } catch (WireException e) {
      throw new HistoryException(Kind.CORRUPT, url + ": " + e.getMessage(), e);
    } catch (HistoryException e) {
      throw e;
    } catch (IOException e) {
      throw late.get()
          ? new HistoryException(Kind.TIMED_OUT, url + ": no whole answer in " + timeout, e)
          : new HistoryException(Kind.BROKEN, url + ": the answer broke off: " + e, e);
    } finally {
      alarm.cancel(false);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws HistoryException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new HistoryException(Kind.TIMED_OUT, url + ": no answer in " + timeout, e);
    } catch (IOException e) {
      throw new HistoryException(Kind.UNREACHABLE, url + ": " + e, e);
    }
  }

  private HttpRequest request(ReadQuery query) {
    var asked =
        new ReadRequest(
            List.of(query), List.of(ResponseType.STREAMED_XOR_CHUNKS, ResponseType.SAMPLES));
    var request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", ReadRequest.CONTENT_TYPE)
            .header("Content-Encoding", "snappy")
            .header("Accept-Encoding", "snappy")
            .header("User-Agent", "aionyx")
            .header(ReadRequest.VERSION_HEADER, ReadRequest.VERSION)
            .POST(HttpRequest.BodyPublishers.ofByteArray(SnappyBlock.encode(asked.toByteArray())));
    headers.get().forEach(request::header);
    return request.build();
  }

  private void check(int status, InputStream body) throws IOException {
    if (status / 100 == 2) {
      return;
    }
    String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
    boolean passing = status == 429 || status / 100 == 5;
    throw new HistoryException(
        passing ? Kind.UNAVAILABLE : Kind.REFUSED, url + ": HTTP " + status + ": " + text);
  }

  private void deliver(HttpResponse<InputStream> response, InputStream body, Trimmed samples)
      throws IOException, WireException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("application/x-streamed-protobuf")) {
      samples.chunks(new ChunkedReadReader(body, MAX_SAMPLES_BYTES));
    } else if (type.startsWith(ReadRequest.CONTENT_TYPE)) {
      samples.message(decompressed(body));
    } else {
      throw new HistoryException(
          Kind.CORRUPT, url + ": answers with Content-Type " + type + ", not as remote-read does");
    }
  }

  private byte[] decompressed(InputStream body) throws IOException, WireException {
    byte[] block = body.readNBytes(MAX_SAMPLES_BYTES + 1);
    if (block.length > MAX_SAMPLES_BYTES) {
      throw new HistoryException(
          Kind.CORRUPT, url + ": an answer above " + MAX_SAMPLES_BYTES + " bytes; ask for less");
    }
    return new SnappyBlock(MAX_SAMPLES_BYTES).decode(block);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException ignored) {
      // the reader sees the end
    }
  }
}
