package io.aionyx.grafana;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The handlers a plugin has. Whatever is left out, Grafana is told is not implemented.
 *
 * <pre>{@code
 * GrafanaPlugin.builder()
 *     .health(context -> Health.ok("Ready."))
 *     .queries((context, query) -> List.of(frame))
 *     .build();
 * }</pre>
 */
public final class GrafanaPlugin {
  private final HealthCheck health;
  private final @Nullable QueryHandler queries;
  private final @Nullable ResourceHandler resources;
  private final @Nullable StreamHandler streams;
  private final MetricsSource metrics;

  private GrafanaPlugin(Builder from) {
    health = from.health;
    queries = from.queries;
    resources = from.resources;
    streams = from.streams;
    metrics = from.metrics;
  }

  public static Builder builder() {
    return new Builder();
  }

  public HealthCheck health() {
    return health;
  }

  public Optional<QueryHandler> queries() {
    return Optional.ofNullable(queries);
  }

  public Optional<ResourceHandler> resources() {
    return Optional.ofNullable(resources);
  }

  public Optional<StreamHandler> streams() {
    return Optional.ofNullable(streams);
  }

  public MetricsSource metrics() {
    return metrics;
  }

  /** Collects the handlers of a plugin; each is optional. */
  public static final class Builder {
    private HealthCheck health = context -> Health.ok("The plugin is running.");
    private @Nullable QueryHandler queries;
    private @Nullable ResourceHandler resources;
    private @Nullable StreamHandler streams;
    private MetricsSource metrics = () -> "";

    private Builder() {}

    public Builder health(HealthCheck handler) {
      health = handler;
      return this;
    }

    public Builder queries(QueryHandler handler) {
      queries = handler;
      return this;
    }

    public Builder resources(ResourceHandler handler) {
      resources = handler;
      return this;
    }

    public Builder streams(StreamHandler handler) {
      streams = handler;
      return this;
    }

    public Builder metrics(MetricsSource source) {
      metrics = source;
      return this;
    }

    public GrafanaPlugin build() {
      return new GrafanaPlugin(this);
    }
  }
}
