package io.aionyx.grafana;

import java.time.Duration;
import java.util.Map;

/**
 * One query of a panel, alert rule or annotation.
 *
 * @param refId the letter under which the panel knows the query
 * @param type the front end's {@code queryType}, may be empty
 * @param model the query as the front end saved it
 */
public record Query(
    String refId,
    String type,
    TimeRange range,
    long maxDataPoints,
    Duration interval,
    Map<String, Object> model) {
  public Query {
    model = java.util.Collections.unmodifiableMap(model);
  }

  /** A text of the query's model, or {@code absent} when it is missing or empty. */
  public String text(String key, String absent) {
    return model.get(key) instanceof String value && !value.isEmpty() ? value : absent;
  }
}
