package io.aionyx.panel;

import io.aionyx.grafana.GrafanaPlugin;
import java.time.InstantSource;

/** Wires the plugin. */
final class RiskPlugin {
  private RiskPlugin() {}

  static GrafanaPlugin on(InstantSource clock) {
    UpstreamMetrics metrics = new UpstreamMetrics();
    UpstreamClient client = new UpstreamClient(metrics);
    Snapshots snapshots = new Snapshots(client, clock);
    Diagnosis diagnosis = new Diagnosis(client);
    Queries queries = new Queries(snapshots, client);
    return GrafanaPlugin.builder()
        .health(diagnosis::health)
        .queries(queries)
        .resources(new Routes(client, diagnosis, new QueryRoute(queries, clock)))
        .streams(new RiskStream(snapshots))
        .metrics(metrics::text)
        .build();
  }
}
