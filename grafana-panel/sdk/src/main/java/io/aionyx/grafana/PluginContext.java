package io.aionyx.grafana;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for which plugin, and how that plugin is configured. A plugin keeps no configuration of
 * its own: each request brings the one that is valid for it.
 *
 * @param namespace the tenant; empty on hosts which still isolate by {@code orgId}
 * @param userOrNull null when Grafana itself asks, for instance to evaluate an alert rule
 */
public record PluginContext(
    long orgId,
    String namespace,
    String pluginId,
    String pluginVersion,
    String userAgent,
    Map<String, String> grafanaConfig,
    @Nullable User userOrNull,
    @Nullable AppSettings appOrNull,
    @Nullable DataSourceSettings dataSourceOrNull) {
  public PluginContext {
    grafanaConfig = Map.copyOf(grafanaConfig);
  }

  public Optional<User> user() {
    return Optional.ofNullable(userOrNull);
  }

  public Optional<AppSettings> app() {
    return Optional.ofNullable(appOrNull);
  }

  public Optional<DataSourceSettings> dataSource() {
    return Optional.ofNullable(dataSourceOrNull);
  }

  /** The asking user's role, {@link Role#NONE} when there is no user. */
  public Role role() {
    return userOrNull == null ? Role.NONE : userOrNull.role();
  }
}
