package io.aionyx.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** One server of the stack, asked by GET only: the doctor changes nothing. */
final class Peer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final String base;
  private final Optional<String> bearerToken;

  /**
   * @param base may carry a path, as behind a reverse proxy
   */
  Peer(HttpClient client, URI base, Optional<String> bearerToken) {
    this.client = client;
    this.base = base.toString().replaceAll("/+$", "");
    this.bearerToken = bearerToken;
  }

  String base() {
    return base;
  }

  /** The peer did not answer, or not with success; the message says where and why. */
  static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
      super(message);
    }
  }

  /**
   * @throws NoAnswerException for anything but 200
   */
  String text(String path) {
    HttpResponse<String> answer = answer(path);
    if (answer.statusCode() != 200) {
      throw new NoAnswerException(base + path(path) + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  JsonNode json(String path) {
    try {
      return JSON.readTree(text(path));
    } catch (JsonProcessingException e) {
      throw new NoAnswerException(base + path(path) + " does not answer with JSON");
    }
  }

  /** The clock of the peer, to the second, as its answers carry it. */
  Instant date(String path) {
    return answer(path)
        .headers()
        .firstValue("Date")
        .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .orElseThrow(() -> new NoAnswerException(base + " does not tell its time"));
  }

  private HttpResponse<String> answer(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new NoAnswerException(base + " does not answer: " + why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted while asking " + base);
    }
  }

  private static String path(String pathAndQuery) {
    return pathAndQuery.replaceAll("\\?.*", "");
  }
}
