package io.aionyx.bridge.prom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.aionyx.bridge.config.Endpoint;
import io.aionyx.bridge.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instant queries over Prometheus' HTTP API. */
public final class HttpMetrics implements Metrics {

  private final HttpCalls calls;

  public HttpMetrics(Endpoint endpoint) {
    this.calls = new HttpCalls(endpoint);
  }

  @Override
  public List<Sample> query(String expression) {
    String form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpCalls.Answer answer =
        calls.post("/api/v1/query", "application/x-www-form-urlencoded", form);
    if (answer.status() == 400 || answer.status() == 422) {
      throw new IllegalArgumentException("Prometheus refuses: " + tree(answer).path("error"));
    }
    if (answer.status() != 200) {
      throw new UnavailableException("Prometheus answered " + answer.status());
    }
    return samples(tree(answer).path("data"));
  }

  private static JsonNode tree(HttpCalls.Answer answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UnavailableException("Prometheus answered no JSON", e);
    }
  }

  private static List<Sample> samples(JsonNode data) {
    if (data.path("resultType").asText().equals("scalar")) {
      return List.of(new Sample(Map.of(), value(data.path("result"))));
    }
    List<Sample> samples = new ArrayList<>();
    for (JsonNode series : data.path("result")) {
      Map<String, String> labels = new HashMap<>();
      series
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      samples.add(new Sample(labels, value(series.path("value"))));
    }
    return samples;
  }

  private static double value(JsonNode pair) {
    String text = pair.path(1).asText("NaN");
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
