package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.TimeRange;
import io.aionyx.grafana.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * The same queries for the data source that lives in the browser: {@code {queryType, refId, from,
 * to, ...}}, times in milliseconds, answered by {@code {"frames": [...]}} with frames in Grafana's
 * JSON form.
 */
final class QueryRoute {
  private static final Duration DEFAULT_RANGE = Duration.ofHours(6);

  private final Queries queries;
  private final InstantSource clock;

  QueryRoute(Queries queries, InstantSource clock) {
    this.queries = queries;
    this.clock = clock;
  }

  byte[] answer(ResourceRequest request) {
    Query query = query(request.json());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(utf8("{\"frames\":["));
    String separator = "";
    for (Frame frame : queries.query(request.context(), query)) {
      out.writeBytes(utf8(separator));
      out.writeBytes(frame.refId(query.refId()).json());
      separator = ",";
    }
    out.writeBytes(utf8("]}"));
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Query query(Map<String, Object> model) {
    Instant to = Times.read(model.get("to")).orElseGet(clock::instant);
    Instant from = Times.read(model.get("from")).orElse(to.minus(DEFAULT_RANGE));
    try {
      return new Query(
          Loose.text(model, "refId"),
          Loose.text(model, "queryType"),
          new TimeRange(from, to),
          0,
          Duration.ZERO,
          model);
    } catch (IllegalArgumentException e) {
      throw PluginException.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
