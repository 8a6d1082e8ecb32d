package io.aionyx.grafana.serve;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.AppSettings;
import io.aionyx.grafana.DataSourceSettings;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.Role;
import io.aionyx.grafana.User;
import io.aionyx.grafana.json.Json;
import io.aionyx.grafana.proto.AppInstanceSettings;
import io.aionyx.grafana.proto.DataSourceInstanceSettings;
import java.time.Instant;
import java.util.Map;

/** Reads the context of a request from the wire. */
final class Contexts {
  private Contexts() {}

  /**
   * @throws IllegalArgumentException when settings are not JSON
   */
  static PluginContext read(io.aionyx.grafana.proto.PluginContext wire) {
    return new PluginContext(
        wire.getOrgId(),
        wire.getNamespace(),
        wire.getPluginId(),
        wire.getPluginVersion(),
        wire.getUserAgent(),
        wire.getGrafanaConfigMap(),
        wire.hasUser() ? user(wire.getUser()) : null,
        wire.hasAppInstanceSettings() ? app(wire.getAppInstanceSettings()) : null,
        wire.hasDataSourceInstanceSettings()
            ? dataSource(wire.getDataSourceInstanceSettings())
            : null);
  }

  private static User user(io.aionyx.grafana.proto.User wire) {
    return new User(wire.getLogin(), wire.getName(), wire.getEmail(), Role.of(wire.getRole()));
  }

  private static AppSettings app(AppInstanceSettings wire) {
    return new AppSettings(
        settings(wire.getJsonData()),
        wire.getDecryptedSecureJsonDataMap(),
        Instant.ofEpochMilli(wire.getLastUpdatedMS()));
  }

  private static DataSourceSettings dataSource(DataSourceInstanceSettings wire) {
    return new DataSourceSettings(
        wire.getUid(),
        wire.getName(),
        wire.getUrl(),
        wire.getUser(),
        wire.getDatabase(),
        settings(wire.getJsonData()),
        wire.getDecryptedSecureJsonDataMap(),
        Instant.ofEpochMilli(wire.getLastUpdatedMS()));
  }

  /** Hosts write {@code null} for settings nobody has made yet. */
  private static Map<String, Object> settings(ByteString json) {
    return Json.object(json.toByteArray());
  }
}
