package io.aionyx.panel;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads predictions as they come, without a tree in between: five thousand of them are megabytes.
 * Lenient: unknown fields are skipped, wrong types count as absent, and what has neither labels nor
 * a probability is left out.
 */
final class PredictionsReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser json;
  private final List<Prediction> predictions = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();
  private double evaluatedAt = Double.NaN;

  private PredictionsReader(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads the answer of {@code /api/v1/predictions}, with or without its wrapping.
   *
   * @param now taken when the answer does not say when it was evaluated
   * @throws IllegalArgumentException when it is not JSON
   */
  static Snapshot read(InputStream body, Instant now) throws IOException {
    try (JsonParser json = FACTORY.createParser(body)) {
      PredictionsReader reader = new PredictionsReader(json);
      if (json.nextToken() == JsonToken.START_OBJECT) {
        reader.envelope();
      }
      return new Snapshot(instant(reader.evaluatedAt, now), reader.predictions);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the predictions are not JSON: " + e.getMessage(), e);
    }
  }

  private static Instant instant(double unixSeconds, Instant absent) {
    boolean sensible = unixSeconds >= 0 && unixSeconds < 1e11;
    return sensible ? Instant.ofEpochMilli(Math.round(unixSeconds * 1000)) : absent;
  }

  private void envelope() throws IOException {
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (field) {
        case "data" -> {
          if (value == JsonToken.START_OBJECT) {
            envelope();
          } else {
            json.skipChildren();
          }
        }
        case "evaluatedAt" -> evaluatedAt = number();
        case "predictions" -> predictions();
        default -> json.skipChildren();
      }
    }
  }

  private void predictions() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        prediction();
      } else {
        json.skipChildren();
      }
    }
  }

  private void prediction() throws IOException {
    String entityKind = "";
    Map<String, String> labels = Map.of();
    String horizon = "";
    String failureMode = "any";
    String model = "";
    double probability = Double.NaN;
    double lower = Double.NaN;
    double upper = Double.NaN;
    Map<String, Double> eta = Map.of();
    List<Contribution> contributions = List.of();
    String predictionId = "";
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "entityKind" -> entityKind = text();
        case "labels" -> labels = labels();
        case "horizon" -> horizon = text();
        case "failureMode" -> failureMode = text();
        case "model" -> model = text();
        case "probability" -> probability = number();
        case "lower" -> lower = number();
        case "upper" -> upper = number();
        case "etaSeconds" -> eta = eta();
        case "contributions" -> contributions = contributions();
        case "predictionId" -> predictionId = text();
        default -> json.skipChildren();
      }
    }
    if (!labels.isEmpty() && !Double.isNaN(probability)) {
      predictions.add(
          new Prediction(
              entityKind,
              labels,
              horizon,
              failureMode,
              model,
              probability,
              lower,
              upper,
              eta,
              contributions,
              predictionId));
    }
  }

  private Map<String, String> labels() throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        labels.put(name, text());
      }
    } else {
      json.skipChildren();
    }
    return labels;
  }

  private Map<String, Double> eta() throws IOException {
    Map<String, Double> eta = new LinkedHashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        eta.put(name, number());
      }
    } else {
      json.skipChildren();
    }
    return eta;
  }

  private List<Contribution> contributions() throws IOException {
    List<Contribution> contributions = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return contributions;
    }
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        contributions.add(contribution());
      } else {
        json.skipChildren();
      }
    }
    return contributions;
  }

  private Contribution contribution() throws IOException {
    String feature = "";
    String direction = "";
    double share = Double.NaN;
    double value = Double.NaN;
    double usual = Double.NaN;
    String unit = "";
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "feature" -> feature = text();
        case "direction" -> direction = text();
        case "share" -> share = number();
        case "value" -> value = number();
        case "usual" -> usual = number();
        case "unit" -> unit = text();
        default -> json.skipChildren();
      }
    }
    return new Contribution(feature, direction, share, value, usual, unit);
  }

  /** Clusters, namespaces and horizons repeat thousands of times: each is kept once. */
  private String text() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      String first = known.putIfAbsent(text, text);
      return first == null ? text : first;
    }
    json.skipChildren();
    return "";
  }

  private double number() throws IOException {
    @Nullable JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return json.getDoubleValue();
    }
    json.skipChildren();
    return Double.NaN;
  }
}
