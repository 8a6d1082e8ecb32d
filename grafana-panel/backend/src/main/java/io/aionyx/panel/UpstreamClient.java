package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Asks predictor and bridge, and says in words what went wrong. An upstream's 401 never travels on:
 * to Grafana's front end it would mean that its own session ended.
 */
final class UpstreamClient {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER_BYTES = 32 << 20;
  private static final String ON_BEHALF_OF = "X-Aionyx-On-Behalf-Of";

  private final UpstreamMetrics metrics;
  private final Duration answerLimit;
  private final int maxAnswerBytes;
  private final Authorities authorities = new Authorities();

  UpstreamClient(UpstreamMetrics metrics) {
    this(metrics, ANSWER_LIMIT, MAX_ANSWER_BYTES);
  }

  UpstreamClient(UpstreamMetrics metrics, Duration answerLimit, int maxAnswerBytes) {
    this.metrics = metrics;
    this.answerLimit = answerLimit;
    this.maxAnswerBytes = maxAnswerBytes;
  }

  /** One way of talking over an exchange. */
  private interface Conversation {
    HttpAnswer on(HttpExchange exchange) throws IOException;
  }

  /** What is made of the body of a good answer. */
  interface Reading<T> {
    T of(InputStream body) throws IOException;
  }

  /**
   * Gets JSON.
   *
   * @param path encoded, with leading slash and query string if any
   * @throws PluginException when there is no 2xx answer in JSON
   */
  byte[] get(Upstream upstream, String path) {
    return get(upstream, path, InputStream::readAllBytes);
  }

  /** Gets JSON and reads it as it arrives. */
  <T> T get(Upstream upstream, String path, Reading<T> reading) {
    return talk(upstream, path, headers(upstream), HttpExchange::get, reading);
  }

  /**
   * Gets what an answer is about, without its wrapping.
   *
   * @throws PluginException when there is no 2xx answer in JSON
   */
  Object payload(Upstream upstream, String path) {
    try {
      return Loose.payload(get(upstream, path));
    } catch (IllegalArgumentException e) {
      throw PluginException.downstream(
          502, "What the %s sent is %s.".formatted(upstream, e.getMessage()), e);
    }
  }

  /**
   * Posts JSON and gets JSON. Never repeated: whoever approves twice should know.
   *
   * @param onBehalfOf the login of the person who acts, whom the upstream names beside the token's
   *     holder
   * @throws PluginException when there is no 2xx answer in JSON
   */
  byte[] post(Upstream upstream, String path, String onBehalfOf, Map<String, Object> body) {
    Map<String, String> headers = headers(upstream);
    headers.put(ON_BEHALF_OF, onBehalfOf);
    return talk(
        upstream,
        path,
        headers,
        exchange -> exchange.post(Json.bytes(body)),
        InputStream::readAllBytes);
  }

  private <T> T talk(
      Upstream upstream,
      String path,
      Map<String, String> headers,
      Conversation conversation,
      Reading<T> reading) {
    long start = System.nanoTime();
    try {
      T result = exchange(upstream, path, headers, conversation, reading);
      metrics.answered(upstream.name(), System.nanoTime() - start);
      return result;
    } catch (PluginException e) {
      metrics.failed(upstream.name(), System.nanoTime() - start);
      throw e;
    }
  }

  private <T> T exchange(
      Upstream upstream,
      String path,
      Map<String, String> headers,
      Conversation conversation,
      Reading<T> reading) {
    try (HttpAnswer answer =
        conversation.on(
            HttpExchange.with(
                upstream.at(path),
                headers,
                authorities.trusted(upstream),
                answerLimit,
                maxAnswerBytes))) {
      requireJson(upstream, answer);
      return reading.of(answer.body());
    } catch (SocketTimeoutException e) {
      throw PluginException.downstream(
          504, "The %s did not answer in time (%s).".formatted(upstream, e.getMessage()), e);
    } catch (IOException e) {
      throw PluginException.downstream(502, reason(upstream, e), e);
    }
  }

  private static Map<String, String> headers(Upstream upstream) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "aionyx-grafana");
    if (!upstream.token().isEmpty()) {
      headers.put("Authorization", "Bearer " + upstream.token());
    }
    return headers;
  }

  private static String reason(Upstream upstream, IOException failed) {
    return switch (failed) {
      case SSLException e ->
          "The certificate of the %s is not trusted (%s): give its authority as tlsCaCert."
              .formatted(upstream, e.getMessage());
      case UnknownHostException e ->
          "There is no host by the name in the address of the %s.".formatted(upstream);
      case ConnectException e -> "Nothing answers where the %s should be.".formatted(upstream);
      default -> "Talking to the %s failed: %s.".formatted(upstream, failed.getMessage());
    };
  }

  private static void requireJson(Upstream upstream, HttpAnswer answer) throws IOException {
    int status = answer.status();
    if (status == 401 || status == 403) {
      throw PluginException.downstream(
          502,
          "The %s refused the token (%d): check %sToken in the app's configuration."
              .formatted(upstream, status, upstream.name()),
          null);
    }
    if (status / 100 != 2) {
      throw PluginException.downstream(
          status / 100 == 4 ? status : 502, told(upstream, answer), null);
    }
    if (!answer.mediaType().contains("json")) {
      throw PluginException.downstream(
          502,
          "What answers as the %s sent %s instead of JSON: is that the right address?"
              .formatted(
                  upstream, answer.mediaType().isEmpty() ? "nothing known" : answer.mediaType()),
          null);
    }
  }

  /** The upstream's own words, when it has any. */
  private static String told(Upstream upstream, HttpAnswer answer) throws IOException {
    String words = "";
    try {
      words = Loose.text(Json.object(answer.body().readAllBytes()), "error", "message");
    } catch (IllegalArgumentException ignored) {
      // an error page in another language than JSON
    }
    return words.isEmpty()
        ? "The %s answered with status %d.".formatted(upstream, answer.status())
        : "The %s says: %s".formatted(upstream.name(), words);
  }
}
