package io.aionyx.predictor.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistoryException;
import io.aionyx.wire.history.HistoryException.Kind;
import io.aionyx.wire.history.HistoryServer;
import io.aionyx.wire.history.HistorySink;
import io.aionyx.wire.history.HistorySource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * History by {@code GET|POST /api/v1/query_range}, for servers that speak PromQL but no
 * remote-read. Values stand on a grid, where each is the newest of the five minutes before; a
 * series that ended lives on for that long. The answer is read as it arrives. Thread safe.
 */
public final class RangeQueries implements HistorySource {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private final HistoryServer server;
  private final Duration step;

  /**
   * @param step between two values
   */
  public RangeQueries(HistoryServer server, Duration step) {
    this.server = server;
    this.step = step;
  }

  @Override
  public void read(long startMillis, long endMillis, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException {
    long stepMillis = step.toMillis();
    long first = -Math.floorDiv(-startMillis, stepMillis) * stepMillis;
    if (first <= endMillis) {
      server.post(
          form(first, endMillis, matchers), HEADERS, response -> deliver(response.body(), sink));
    }
    sink.through(endMillis);
  }

  private byte[] form(long startMillis, long endMillis, List<LabelMatcher> matchers) {
    String form =
        "query=%s&start=%s&end=%s&step=%s"
            .formatted(
                URLEncoder.encode(selector(matchers), StandardCharsets.UTF_8),
                startMillis / 1000.0,
                endMillis / 1000.0,
                step.toMillis() / 1000.0);
    return form.getBytes(StandardCharsets.UTF_8);
  }

  static String selector(List<LabelMatcher> matchers) {
    return matchers.stream()
        .map(matcher -> matcher.name() + operator(matcher.type()) + quoted(matcher.value()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String operator(LabelMatcher.Type type) {
    return switch (type) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case REGEX -> "=~";
      case NOT_REGEX -> "!~";
    };
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private void deliver(InputStream body, HistorySink sink) throws IOException {
    try (JsonParser in = JSON.createParser(body)) {
      find(in, "result");
      require(in, JsonToken.START_ARRAY);
      while (in.nextToken() == JsonToken.START_OBJECT) {
        series(in, sink);
      }
    } catch (JsonParseException e) {
      throw corrupt(e.getOriginalMessage());
    }
  }

  /** Goes on to the value of a field, at whatever depth. */
  private void find(JsonParser in, String field) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token == JsonToken.FIELD_NAME && in.currentName().equals(field)) {
        in.nextToken();
        return;
      }
    }
    throw corrupt("no " + field);
  }

  private void series(JsonParser in, HistorySink sink) throws IOException {
    find(in, "metric");
    require(in, JsonToken.START_OBJECT);
    var labels = new ArrayList<LabelPair>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      labels.add(new LabelPair(in.currentName(), text(in)));
    }
    labels.sort(Comparator.comparing(LabelPair::name));
    sink.series(List.copyOf(labels));
    find(in, "values");
    require(in, JsonToken.START_ARRAY);
    while (in.nextToken() == JsonToken.START_ARRAY) {
      sample(in, sink);
    }
    while (in.nextToken() != JsonToken.END_OBJECT) {
      in.skipChildren();
    }
  }

  private void sample(JsonParser in, HistorySink sink) throws IOException {
    in.nextToken();
    long millis = Math.round(in.getDoubleValue() * 1000);
    double value = number(text(in));
    require(in, in.nextToken(), JsonToken.END_ARRAY);
    sink.sample(millis, value);
  }

  private String text(JsonParser in) throws IOException {
    require(in, in.nextToken(), JsonToken.VALUE_STRING);
    return in.getText();
  }

  private double number(String text) throws HistoryException {
    try {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw corrupt("a value is " + text);
    }
  }

  private void require(JsonParser in, JsonToken wanted) throws IOException {
    require(in, in.currentToken(), wanted);
  }

  private void require(JsonParser in, JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw corrupt(
          found
              + " at "
              + in.currentLocation().getByteOffset()
              + " where "
              + wanted
              + " should be");
    }
  }

  private HistoryException corrupt(String what) {
    return new HistoryException(
        Kind.CORRUPT, server.url() + ": answers, but not as query_range does: " + what);
  }
}
