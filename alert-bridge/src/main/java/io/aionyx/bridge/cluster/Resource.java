package io.aionyx.bridge.cluster;

/**
 * A kind of Kubernetes object, optionally one of its subresources.
 *
 * @param group empty for the core group
 * @param subresource empty for the object itself
 */
public record Resource(
    String group, String version, String plural, boolean namespaced, String subresource) {

  public static final Resource PODS = core("pods", true);
  public static final Resource NODES = core("nodes", false);
  public static final Resource DEPLOYMENTS = apps("deployments");
  public static final Resource STATEFUL_SETS = apps("statefulsets");
  public static final Resource DAEMON_SETS = apps("daemonsets");
  public static final Resource REPLICA_SETS = apps("replicasets");
  public static final Resource JOBS = new Resource("batch", "v1", "jobs", true, "");
  public static final Resource DISRUPTION_BUDGETS =
      new Resource("policy", "v1", "poddisruptionbudgets", true, "");
  public static final Resource AUTOSCALERS =
      new Resource("autoscaling", "v2", "horizontalpodautoscalers", true, "");
  public static final Resource NETWORK_POLICIES =
      new Resource("networking.k8s.io", "v1", "networkpolicies", true, "");
  public static final Resource CERTIFICATES =
      new Resource("cert-manager.io", "v1", "certificates", true, "");
  public static final Resource EXTERNAL_SECRETS =
      new Resource("external-secrets.io", "v1", "externalsecrets", true, "");
  public static final Resource ROLLOUTS =
      new Resource("argoproj.io", "v1alpha1", "rollouts", true, "");

  private static Resource core(String plural, boolean namespaced) {
    return new Resource("", "v1", plural, namespaced, "");
  }

  private static Resource apps(String plural) {
    return new Resource("apps", "v1", plural, true, "");
  }

  public Resource sub(String name) {
    return new Resource(group, version, plural, namespaced, name);
  }

  /** As RBAC writes it: {@code deployments/scale}. */
  public String rbacName() {
    return subresource.isEmpty() ? plural : plural + "/" + subresource;
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The object kind of a workload label. */
  public static Resource workload(String kind) {
    return switch (kind) {
      case "Deployment" -> DEPLOYMENTS;
      case "StatefulSet" -> STATEFUL_SETS;
      case "DaemonSet" -> DAEMON_SETS;
      case "Rollout" -> ROLLOUTS;
      default -> throw new IllegalArgumentException("no action knows the workload kind " + kind);
    };
  }
}
