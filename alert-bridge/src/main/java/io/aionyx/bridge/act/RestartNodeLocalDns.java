package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts the DNS cache of one node by evicting its pod. CoreDNS itself is never touched: its
 * restart takes the whole cluster's names away.
 */
final class RestartNodeLocalDns implements Action {

  private static final String NAMESPACE = "kube-system";
  private static final String SELECTOR = "k8s-app=node-local-dns";

  private final Cluster cluster;

  RestartNodeLocalDns(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "restart-node-local-dns",
        Impact.POD,
        Set.of("node"),
        Map.of(),
        List.of(Rule.of(Resource.PODS, "list"), Rule.of(Resource.PODS.sub("eviction"), "create")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = "node-local-dns/" + task.target().name();
    Optional<ObjectNode> pod = pod(task);
    if (pod.isEmpty()) {
      return Preflight.blocked(owner, "the node has no node-local-dns pod");
    }
    return new Preflight(
        Manifest.uid(pod.get()),
        owner,
        Preflight.Population.untouched(owner),
        List.of(),
        Map.of("uid", Manifest.uid(pod.get()), "pod", Manifest.name(pod.get())));
  }

  private Optional<ObjectNode> pod(Task task) {
    String onNode = "spec.nodeName=" + task.target().name();
    return cluster.list(Resource.PODS, NAMESPACE, SELECTOR, onNode).stream()
        .filter(p -> !Manifest.isGoing(p))
        .findFirst();
  }

  @Override
  public void rehearse(Task task) {
    evict(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    evict(task, Commit.FOR_REAL);
    return new Progress.Done("evicted " + task.undo().get("pod"));
  }

  private void evict(Task task, Commit commit) {
    cluster.evict(
        NAMESPACE,
        task.undo().getOrDefault("pod", ""),
        task.undo().getOrDefault("uid", ""),
        Task.OWN_GRACE,
        commit);
  }

  @Override
  public Health verify(Task task) {
    return pod(task)
        .filter(p -> !Manifest.uid(p).equals(task.undo().get("uid")) && Manifest.isReady(p))
        .<Health>map(p -> new Health.Healthy(Manifest.name(p) + " is ready"))
        .orElseGet(() -> new Health.NotYet("no new node-local-dns pod is ready"));
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("a restart leaves nothing to take back");
  }
}
