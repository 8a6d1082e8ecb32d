package io.aionyx.wire.history;

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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A server that is asked for history over HTTP: one request, whose answer is read as it arrives and
 * given up where it does not arrive whole in time. Thread safe.
 */
public final class HistoryServer {
  private static final int MAX_ERROR_BYTES = 1024;

  private final URI url;
  private final HttpClient http;
  private final Supplier<Map<String, String>> headers;
  private final Duration timeout;

  /** Reads a successful answer. */
  @FunctionalInterface
  public interface Answer {
    /**
     * @throws WireException if it is not what the protocol says
     */
    void read(HttpResponse<InputStream> response) throws IOException, WireException;
  }

  /**
   * @param http decides on proxies and on trust in certificates
   * @param headers such as {@code Authorization}, asked for at each request
   * @param timeout of one whole answer
   */
  public HistoryServer(
      URI url, HttpClient http, Supplier<Map<String, String>> headers, Duration timeout) {
    this.url = url;
    this.http = http;
    this.headers = headers;
    this.timeout = timeout;
  }

  /** Without authentication. */
  public static HistoryServer of(URI url, Duration timeout) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new HistoryServer(url, http, Map::of, timeout);
  }

  public URI url() {
    return url;
  }

  /**
   * Posts a body and has the answer read.
   *
   * @param ownHeaders of the protocol
   */
  public void post(byte[] body, Map<String, String> ownHeaders, Answer answer)
      throws HistoryException, InterruptedException {
    var late = new AtomicBoolean();
    HttpResponse<InputStream> response = send(request(body, ownHeaders));
    var alarm =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              close(response.body());
            },
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
    try (InputStream stream = response.body()) {
      check(response.statusCode(), stream);
      answer.read(response);
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

  private HttpRequest request(byte[] body, Map<String, String> ownHeaders) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("User-Agent", "aionyx")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    ownHeaders.forEach(request::header);
    headers.get().forEach(request::header);
    return request.build();
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

  private void check(int status, InputStream body) throws IOException {
    if (status / 100 == 2) {
      return;
    }
    String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
    boolean passing = status == 429 || status / 100 == 5;
    throw new HistoryException(
        passing ? Kind.UNAVAILABLE : Kind.REFUSED, url + ": HTTP " + status + ": " + text);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException ignored) {
      // the reader sees the end
    }
  }
}
