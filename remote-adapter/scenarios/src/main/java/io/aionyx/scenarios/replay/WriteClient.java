package io.aionyx.scenarios.replay;

import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/**
 * Sends one body after the other over one connection, and the next only when the one before was
 * accepted: that is what keeps a replay in event order.
 */
final class WriteClient implements AutoCloseable {
  private static final long FIRST_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int TOO_MANY_REQUESTS = 429;

  private final ReplaySettings settings;
  private final Pace pace;
  private final HttpClient http;
  private long requests;
  private long retries;

  WriteClient(ReplaySettings settings, Pace pace) {
    this.settings = settings;
    this.pace = pace;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  long requests() {
    return requests;
  }

  long retries() {
    return retries;
  }

  void send(byte[] body) {
    HttpRequest request = request(body);
    long backOff = FIRST_BACK_OFF_NANOS;
    for (int attempt = 0; ; attempt++) {
      String refused = attempt(request);
      if (refused.isEmpty()) {
        requests++;
        return;
      }
      if (attempt == settings.retries()) {
        throw new ReplayException(
            settings.url() + " gave up on after " + (attempt + 1) + " attempts: " + refused);
      }
      retries++;
      pause(backOff);
      backOff = Math.min(2 * backOff, LONGEST_BACK_OFF_NANOS);
    }
  }

  private HttpRequest request(byte[] body) {
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("Content-Encoding", "snappy")
        .header("Content-Type", settings.version().contentType())
        .header(RemoteWrite.VERSION_HEADER, settings.version().version())
        .header("User-Agent", "aionyx-simulate")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Empty when accepted, else why it may be tried again. */
  private String attempt(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status / 100 == 2) {
        return "";
      }
      String answer = status + " " + response.body().strip();
      if (status == TOO_MANY_REQUESTS || status / 100 == 5) {
        waitAsAsked(response);
        return answer;
      }
      throw new ReplayException(settings.url() + " refused a request: " + answer);
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("interrupted", e);
    }
  }

  private void waitAsAsked(HttpResponse<String> response) {
    String after = response.headers().firstValue("Retry-After").orElse("");
    if (after.matches("\\d{1,3}")) {
      pause(TimeUnit.SECONDS.toNanos(Long.parseLong(after)));
    }
  }

  /** Waits until the time is over, whatever wakes the thread, unless it is interrupted. */
  void pause(long nanos) {
    long end = pace.nanos() + nanos;
    for (long left = nanos; left > 0; left = end - pace.nanos()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ReplayException("interrupted");
      }
      pace.pause(left);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
