package io.aionyx.grafana;

import java.util.Collections;
import java.util.Map;

/**
 * Whether the plugin can work as it is configured.
 *
 * @param message one sentence for the person who pressed the button
 * @param details JSON for the front end, may be empty
 */
public record Health(boolean ok, String message, Map<String, Object> details) {
  public Health {
    details = Collections.unmodifiableMap(details);
  }

  public static Health ok(String message) {
    return new Health(true, message, Map.of());
  }

  public static Health error(String message) {
    return new Health(false, message, Map.of());
  }

  public Health with(Map<String, Object> newDetails) {
    return new Health(ok, message, newDetails);
  }
}
