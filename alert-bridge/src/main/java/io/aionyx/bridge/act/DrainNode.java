package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cordons a node and moves its pods away by eviction, one round after the other, never by delete.
 * "Not now" from a disruption budget is waited for until the step's timeout; then the cordon is
 * given back. Static and DaemonSet pods stay. Bare pods, and pods with emptyDir data unless {@code
 * delete_emptydir_data} says otherwise, stop the drain before it begins.
 */
final class DrainNode implements Action {

  private final Cluster cluster;
  private final Nodes nodes;

  DrainNode(Cluster cluster) {
    this.cluster = cluster;
    this.nodes = new Nodes(cluster);
  }

  @Override
  public Card card() {
    return new Card(
        "drain-node",
        Impact.NODE,
        Set.of("node"),
        Map.of("grace", Parameter.DURATION, "delete_emptydir_data", Parameter.FLAG),
        List.of(
            Rule.of(Resource.NODES, "get", "list", "patch"),
            Rule.of(Resource.PODS, "list"),
            Rule.of(Resource.PODS.sub("eviction"), "create")));
  }

  @Override
  public Preflight inspect(Task task) {
    List<ObjectNode> moving = moving(task);
    List<String> blockers = new ArrayList<>();
    for (ObjectNode pod : moving) {
      String name = Manifest.namespace(pod) + "/" + Manifest.name(pod);
      if (Manifest.controller(pod).isEmpty()) {
        blockers.add(name + " has no controller that would replace it");
      }
      Manifest.protection(pod)
          .map(why -> Manifest.namespace(pod) + "/" + why)
          .ifPresent(blockers::add);
      if (hasEmptyDir(pod) && !task.flag("delete_emptydir_data")) {
        blockers.add(name + " would lose its emptyDir data");
      }
    }
    SpareCapacity.missing(cluster, task.target().name(), moving).ifPresent(blockers::add);
    return nodes.inspect(task, blockers);
  }

  private List<ObjectNode> moving(Task task) {
    return cluster.list(Resource.PODS, "", "", "spec.nodeName=" + task.target().name()).stream()
        .filter(pod -> !stays(pod))
        .toList();
  }

  private static boolean stays(ObjectNode pod) {
    boolean daemon =
        Manifest.controller(pod)
            .map(o -> o.path("kind").asText().equals("DaemonSet"))
            .orElse(false);
    return daemon || Manifest.isStatic(pod) || Manifest.isFinished(pod);
  }

  private static boolean hasEmptyDir(JsonNode pod) {
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      if (volume.has("emptyDir")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void rehearse(Task task) {
    nodes.cordon(task, Commit.DRY_RUN);
    for (ObjectNode pod : moving(task)) {
      evict(task, pod, Commit.DRY_RUN);
    }
  }

  /** One round: cordon at first, then every pod that may go now. */
  @Override
  public Progress apply(Task task) {
    if (!task.memo().containsKey("cordoned")) {
      nodes.cordon(task, Commit.FOR_REAL);
    } else if (!nodes.isOurs(task)) {
      throw new ClusterException(
          ClusterException.Fault.NOT_FOUND, "somebody took our cordon away; what is left stays");
    }
    List<String> waiting = new ArrayList<>();
    Duration asked = Duration.ZERO;
    for (ObjectNode pod : moving(task)) {
      if (Manifest.isGoing(pod)) {
        waiting.add(Manifest.name(pod) + " is terminating");
      } else {
        asked = longer(asked, evictOrWait(task, pod, waiting));
      }
    }
    if (waiting.isEmpty() && moving(task).isEmpty()) {
      return new Progress.Done("the node is empty");
    }
    Map<String, String> memo = new java.util.HashMap<>(task.memo());
    memo.put("cordoned", "true");
    String note = waiting.isEmpty() ? "pods are leaving" : String.join("; ", waiting);
    return new Progress.More(
        Backoff.after(asked.isZero() ? Duration.ZERO : task.elapsed(), asked), memo, note);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** How long the server asks to wait; zero when the pod goes. */
  private Duration evictOrWait(Task task, ObjectNode pod, List<String> waiting) {
    try {
      evict(task, pod, Commit.FOR_REAL);
      return Duration.ZERO;
    } catch (ClusterException e) {
      switch (e.fault()) {
        case NOT_NOW -> waiting.add(Manifest.name(pod) + ": " + e.getMessage());
        // It left by itself, or another of its name stands there: the next round looks again.
        case NOT_FOUND, CONFLICT -> {}
        default -> throw e;
      }
      return e.retryAfter();
    }
  }

  private void evict(Task task, ObjectNode pod, Commit commit) {
    cluster.evict(
        Manifest.namespace(pod), Manifest.name(pod), Manifest.uid(pod), task.grace(), commit);
  }

  @Override
  public Health verify(Task task) {
    Health cordoned = nodes.cordoned(task);
    if (!(cordoned instanceof Health.Healthy)) {
      return cordoned;
    }
    int left = moving(task).size();
    return left == 0
        ? new Health.Healthy("the node is cordoned and empty")
        : new Health.NotYet(left + " pods are still on the node");
  }

  @Override
  public Progress rollback(Task task) {
    return nodes.uncordon(task);
  }

  @Override
  public boolean isOneCall() {
    return false;
  }
}
