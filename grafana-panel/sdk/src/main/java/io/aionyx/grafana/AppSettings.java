package io.aionyx.grafana;

import java.time.Instant;
import java.util.Map;

/**
 * How an administrator configured the app: {@code jsonData}, and the decrypted {@code
 * secureJsonData} which never appears in {@link #toString}.
 */
public record AppSettings(Map<String, Object> json, Map<String, String> secrets, Instant updated) {
  public AppSettings {
    json = java.util.Collections.unmodifiableMap(json);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "AppSettings[json="
        + json
        + ", secrets="
        + secrets.keySet()
        + ", updated="
        + updated
        + "]";
  }
}
