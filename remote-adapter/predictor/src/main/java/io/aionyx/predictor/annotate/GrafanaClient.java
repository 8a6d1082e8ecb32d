package io.aionyx.predictor.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.predictor.client.Outgoing;
import io.aionyx.predictor.config.Config.Annotations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Grafana's annotations API, as far as regions need it. Every call throws where Grafana refuses.
 */
final class GrafanaClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final Annotations config;
  private final HttpClient http;

  GrafanaClient(Annotations config) {
    this.config = config;
    this.http = Outgoing.client(config.caFile(), config.timeout());
  }

  /** The annotation that carries a tag, where there is one. */
  OptionalLong find(String tag) throws IOException, InterruptedException {
    String query =
        "?type=annotation&limit=1&tags=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
    JsonNode found = answer(send("GET", query, null)).path(0).path("id");
    return found.isIntegralNumber() ? OptionalLong.of(found.asLong()) : OptionalLong.empty();
  }

  /** Returns the number of the new annotation. */
  long create(Region region) throws IOException, InterruptedException {
    JsonNode id = answer(send("POST", "", region)).path("id");
    if (!id.isIntegralNumber()) {
      throw new IOException("the answer names no annotation");
    }
    return id.asLong();
  }

  /** Changes an annotation; one that somebody has deleted meanwhile stays deleted. */
  void update(long number, Region region) throws IOException, InterruptedException {
    Answer answer = send("PATCH", "/" + number, region);
    if (answer.status() != 404) {
      answer(answer);
    }
  }

  private record Answer(int status, byte[] body) {}

  private Answer send(String method, String path, @Nullable Region region)
      throws IOException, InterruptedException {
    String base = config.url().toString().replaceAll("/+$", "");
    var body =
        region == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(region));
    var request =
        HttpRequest.newBuilder(URI.create(base + "/api/annotations" + path))
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "aionyx")
            .method(method, body);
    headers().forEach(request::header);
    var response = http.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream stream = response.body()) {
      return new Answer(response.statusCode(), stream.readNBytes(MAX_ANSWER_BYTES));
    }
  }

  private Map<String, String> headers() {
    return Outgoing.headers(config.authorization(), config.headers());
  }

  private static JsonNode answer(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException("HTTP " + answer.status());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
