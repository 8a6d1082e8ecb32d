package io.aionyx.bridge.app;

import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.kube.HttpCluster;
import io.aionyx.bridge.kube.KubeClients;
import io.aionyx.bridge.kube.LeaseLeadership;
import io.aionyx.bridge.prom.Alerts;
import io.aionyx.bridge.prom.HttpAlerts;
import io.aionyx.bridge.prom.HttpMetrics;
import io.aionyx.bridge.prom.Metrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Everything outside the bridge's own process. The demo and the simulation put their own here.
 *
 * @param closing what to close at the end
 */
public record Peers(
    Cluster cluster,
    Leadership leadership,
    Optional<Metrics> metrics,
    Alerts alerts,
    InstantSource clock,
    AutoCloseable closing) {

  static Peers real(BridgeConfig config) {
    if (!config.kubernetes().enabled()) {
      return on(new NoCluster(), config);
    }
    KubernetesClient client = KubeClients.open(config.kubernetes());
    Cluster cluster = new HttpCluster(client, config.kubernetes().timeout());
    if (!config.kubernetes().leaderElection()) {
      return on(cluster, config).with(Leadership.alone(), client);
    }
    LeaseLeadership lease =
        new LeaseLeadership(client, config.kubernetes().namespace(), identity());
    return on(cluster, config)
        .with(
            lease,
            () -> {
              lease.close();
              client.close();
            });
  }

  /** The configured Prometheus and Alertmanager around a cluster that nobody else acts on. */
  static Peers on(Cluster cluster, BridgeConfig config) {
    return new Peers(
        cluster,
        Leadership.alone(),
        config.prometheus().map(HttpMetrics::new),
        new HttpAlerts(config.alertmanager()),
        InstantSource.system(),
        () -> {});
  }

  private Peers with(Leadership other, AutoCloseable toClose) {
    return new Peers(cluster, other, metrics, alerts, clock, toClose);
  }

  private static String identity() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "bridge" : host) + "-" + ProcessHandle.current().pid();
  }
}
