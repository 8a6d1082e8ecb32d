package io.aionyx.app.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a Prometheus instant queries over its HTTP API. */
public final class PromQl implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final URI prometheus;
  private final HttpClient client = HttpClient.newHttpClient();

  public PromQl(URI prometheus) {
    this.prometheus = prometheus;
  }

  /** One element of an instant vector. */
  public record Row(Map<String, String> labels, double value) {
    public Row {
      labels = Map.copyOf(labels);
    }

    /** The label's value, empty where the series has no such label, as in PromQL. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  /** The vector now. */
  public List<Row> query(String expression) {
    return rows(get("/api/v1/query?query=" + encode(expression)));
  }

  /** The vector at a time, which may lie ahead of now. */
  public List<Row> queryAt(String expression, Instant time) {
    String seconds = Double.toString(time.toEpochMilli() / 1000.0);
    return rows(get("/api/v1/query?query=" + encode(expression) + "&time=" + encode(seconds)));
  }

  /**
   * The {@code data} of any answer of the API.
   *
   * @throws IllegalStateException with Prometheus' own error, where it gives one
   */
  public JsonNode get(String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(prometheus.resolve(pathAndQuery)).timeout(LIMIT).build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode answer = JSON.readTree(response.body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(pathAndQuery + ": " + answer.path("error").asText());
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + request.uri(), e);
    }
  }

  private static List<Row> rows(JsonNode data) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode element : data.path("result")) {
      Map<String, String> labels = new TreeMap<>();
      element
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      rows.add(new Row(labels, number(element.path("value").path(1).asText())));
    }
    return rows;
  }

  private static double number(String value) {
    return switch (value) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(value);
    };
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
