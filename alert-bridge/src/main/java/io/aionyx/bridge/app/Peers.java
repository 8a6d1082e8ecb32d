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
    Optional<Metrics> metrics = config.prometheus().map(HttpMetrics::new);
    Alerts alerts = new HttpAlerts(config.alertmanager());
    if (!config.kubernetes().enabled()) {
      return new Peers(
          new NoCluster(), Leadership.alone(), metrics, alerts, InstantSource.system(), () -> {});
    }
    KubernetesClient client = KubeClients.open(config.kubernetes());
    Cluster cluster = new HttpCluster(client, config.kubernetes().timeout());
    if (!config.kubernetes().leaderElection()) {
      return new Peers(
          cluster, Leadership.alone(), metrics, alerts, InstantSource.system(), client);
    }
    LeaseLeadership lease =
        new LeaseLeadership(client, config.kubernetes().namespace(), identity());
    return new Peers(
        cluster,
        lease,
        metrics,
        alerts,
        InstantSource.system(),
        () -> {
          lease.close();
          client.close();
        });
  }

  private static String identity() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "bridge" : host) + "-" + ProcessHandle.current().pid();
  }
}
