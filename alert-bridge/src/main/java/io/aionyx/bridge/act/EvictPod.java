package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts a pod by evicting it, so that disruption budgets are obeyed; its controller makes a new
 * one. Never a bare delete, also not as a fallback. The back-off between evictions of one owner is
 * a gate.
 */
final class EvictPod implements Action {

  private final Cluster cluster;

  EvictPod(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "evict-pod",
        Impact.POD,
        Set.of("pod"),
        Map.of("grace", Parameter.DURATION),
        List.of(
            Rule.of(Resource.PODS, "get", "list"),
            Rule.of(Resource.PODS.sub("eviction"), "create")));
  }

  @Override
  public Preflight inspect(Task task) {
    Optional<ObjectNode> found = pod(task.target());
    if (found.isEmpty()) {
      return Preflight.blocked(task.target().key(), "the pod is gone");
    }
    ObjectNode pod = found.get();
    List<ObjectNode> siblings = siblings(pod);
    int ready = (int) siblings.stream().filter(Manifest::isReady).count();
    String owner = ownerKey(pod);
    return new Preflight(
        Manifest.uid(pod),
        owner,
        new Preflight.Population(
            owner, Math.max(1, siblings.size()), ready, Manifest.isReady(pod), true),
        blockers(pod),
        Map.of("uid", Manifest.uid(pod), "ready", Integer.toString(ready)));
  }

  private static List<String> blockers(ObjectNode pod) {
    List<String> blockers = new ArrayList<>();
    if (Manifest.controller(pod).isEmpty()) {
      blockers.add("no controller would replace the pod");
    }
    if (Manifest.isStatic(pod)) {
      blockers.add("the pod is static: the kubelet owns it");
    }
    if (Manifest.isGoing(pod)) {
      blockers.add("the pod is already going");
    }
    Manifest.protection(pod).ifPresent(blockers::add);
    return blockers;
  }

  private static String ownerKey(ObjectNode pod) {
    String owner =
        Manifest.controller(pod)
            .map(o -> o.path("kind").asText() + "/" + o.path("name").asText())
            .orElse("Pod/" + Manifest.name(pod));
    return Manifest.namespace(pod) + "/" + owner;
  }

  private List<ObjectNode> siblings(ObjectNode pod) {
    String ownerUid = Manifest.controller(pod).map(o -> o.path("uid").asText()).orElse("");
    return cluster.list(Resource.PODS, Manifest.namespace(pod), "", "").stream()
        .filter(other -> ownerUid.equals(ownerUid(other)) && !Manifest.isFinished(other))
        .toList();
  }

  private static String ownerUid(JsonNode pod) {
    return Manifest.controller(pod).map(o -> o.path("uid").asText()).orElse("-");
  }

  private Optional<ObjectNode> pod(Target target) {
    return cluster.get(Resource.PODS, target.namespace(), target.name());
  }

  @Override
  public void rehearse(Task task) {
    evict(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    evict(task, Commit.FOR_REAL);
    return new Progress.Done("evicted");
  }

  private void evict(Task task, Commit commit) {
    cluster.evict(
        task.target().namespace(),
        task.target().name(),
        task.undo().getOrDefault("uid", ""),
        task.grace(),
        commit);
  }

  /** Well when the old pod is gone and as many siblings are ready as before. */
  @Override
  public Health verify(Task task) {
    String old = task.undo().getOrDefault("uid", "");
    Target target = task.target();
    List<ObjectNode> pods = cluster.list(Resource.PODS, target.namespace(), "", "");
    if (pods.stream().anyMatch(pod -> Manifest.uid(pod).equals(old) && !Manifest.isGoing(pod))) {
      return new Health.NotYet("the old pod is still there");
    }
    String owner = task.memo().getOrDefault("owner", "");
    long ready =
        pods.stream().filter(p -> ownerKey(p).equals(owner) && Manifest.isReady(p)).count();
    long wanted = Math.max(1, Long.parseLong(task.undo().getOrDefault("ready", "1")));
    return ready >= wanted
        ? new Health.Healthy(ready + " of " + wanted + " pods are ready")
        : new Health.NotYet(ready + " of " + wanted + " pods are ready");
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("an evicted pod cannot be brought back; nothing was changed");
  }
}
