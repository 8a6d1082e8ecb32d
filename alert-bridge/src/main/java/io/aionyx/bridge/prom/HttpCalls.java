package io.aionyx.bridge.prom;

import io.aionyx.bridge.config.Endpoint;
import io.aionyx.bridge.domain.Durations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain HTTP with a bearer token read afresh, a deadline and a bounded answer. */
final class HttpCalls {

  private static final int MAX_ANSWER_BYTES = 8 << 20;
  private static final HttpResponse.BodyHandler<byte[]> BODY =
      BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);

  /** Status and text of an answer. */
  record Answer(int status, String body) {}

  private final Endpoint endpoint;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpCalls(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String contentType, String body) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path)).timeout(endpoint.timeout());
    endpoint.bearerTokenFile().ifPresent(f -> request.header("Authorization", "Bearer " + read(f)));
    return request;
  }

  private static String read(java.nio.file.Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UnavailableException("token file cannot be read: " + file, e);
    }
  }

  /** The deadline covers the whole answer: a peer that stalls in its body must not hold us up. */
  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client
              .sendAsync(request.build(), BODY)
              .get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new UnavailableException(endpoint.url() + " does not answer: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          endpoint.url() + " has not answered within " + Durations.format(endpoint.timeout()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while waiting for " + endpoint.url(), e);
    }
  }
}
