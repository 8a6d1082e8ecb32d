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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks an Alertmanager which alerts it holds, over its API v2. */
public final class ActiveAlerts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final URI alertmanager;
  private final HttpClient client = HttpClient.newHttpClient();

  public ActiveAlerts(URI alertmanager) {
    this.alertmanager = alertmanager;
  }

  /** One alert that fires. */
  public record Alert(Map<String, String> labels, Map<String, String> annotations) {
    public Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  /** The request that {@link #named} sends, for people to repeat. */
  public static String path(String alertName) {
    return "/api/v2/alerts?filter="
        + URLEncoder.encode("alertname=\"" + alertName + "\"", StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalStateException with Alertmanager's own words, where it refuses
   */
  public List<Alert> named(String alertName) {
    HttpRequest request =
        HttpRequest.newBuilder(alertmanager.resolve(path(alertName))).timeout(LIMIT).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + answer.body());
      }
      return alerts(JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + request.uri(), e);
    }
  }

  private static List<Alert> alerts(JsonNode answer) {
    var alerts = new ArrayList<Alert>();
    for (JsonNode alert : answer) {
      alerts.add(new Alert(strings(alert.path("labels")), strings(alert.path("annotations"))));
    }
    return alerts;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new TreeMap<>();
    object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }

  @Override
  public void close() {
    client.close();
  }
}
