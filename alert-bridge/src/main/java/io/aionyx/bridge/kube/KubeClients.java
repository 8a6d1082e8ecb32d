package io.aionyx.bridge.kube;

import io.aionyx.bridge.config.BridgeConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Makes clients that never repeat a request on their own. */
public final class KubeClients {

  private KubeClients() {}

  /** From the kubeconfig file when given, else from the pod's service account. */
  public static KubernetesClient open(BridgeConfig.Kubernetes settings) {
    Config base =
        settings
            .kubeconfig()
            .map(file -> Config.fromKubeconfig(file.toFile()))
            .orElseGet(() -> Config.autoConfigure(null));
    return open(base, (int) settings.timeout().toMillis());
  }

  /**
   * The client's own retries stay off: one eviction must be one call. With its default of ten, a
   * disruption budget's 429 would be asked eleven times behind our back.
   */
  public static KubernetesClient open(Config base, int timeoutMillis) {
    Config config =
        new ConfigBuilder(base)
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(timeoutMillis)
            .withConnectionTimeout(timeoutMillis)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
