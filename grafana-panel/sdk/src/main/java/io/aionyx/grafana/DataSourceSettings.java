package io.aionyx.grafana;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** One configured data source. The values of its secrets never appear in {@link #toString}. */
public record DataSourceSettings(
    String uid,
    String name,
    String url,
    String user,
    String database,
    Map<String, Object> json,
    Map<String, String> secrets,
    Instant updated) {
  public DataSourceSettings {
    json = Collections.unmodifiableMap(json);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "DataSourceSettings[uid=%s, name=%s, url=%s, json=%s, secrets=%s, updated=%s]"
        .formatted(uid, name, url, json, secrets.keySet(), updated);
  }
}
