package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cordons and gives back. The cordon carries our id as an annotation, so that only our own is ever
 * undone and a person's uncordon is respected: the episode never cordons a second time.
 */
final class Nodes {

  static final String CORDONED_BY = "aionyx.io/cordoned-by";

  private final Cluster cluster;

  Nodes(Cluster cluster) {
    this.cluster = cluster;
  }

  Optional<ObjectNode> find(String name) {
    return cluster.get(Resource.NODES, "", name);
  }

  Preflight inspect(Task task, List<String> moreBlockers) {
    String name = task.target().name();
    List<ObjectNode> workers =
        cluster.list(Resource.NODES, "", "", "").stream().filter(n -> !isControlPlane(n)).toList();
    Optional<ObjectNode> found = find(name);
    if (found.isEmpty()) {
      return Preflight.blocked("node/" + name, "the node is gone");
    }
    ObjectNode node = found.get();
    List<String> blockers = new ArrayList<>(moreBlockers);
    if (isControlPlane(node)) {
      blockers.add("the node is part of the control plane");
    }
    if (isCordoned(node)) {
      blockers.add("the node is cordoned already, not by this plan");
    }
    int away =
        (int) workers.stream().filter(n -> isCordoned(n) && !Manifest.name(n).equals(name)).count();
    int healthy = (int) workers.stream().filter(Nodes::serves).count();
    return new Preflight(
        Manifest.uid(node) + "/" + isCordoned(node),
        "node/" + name,
        new Preflight.Population(
            "nodes", Math.max(1, workers.size()), healthy, serves(node), true, away),
        blockers,
        Map.of());
  }

  static boolean isControlPlane(JsonNode node) {
    JsonNode labels = node.path("metadata").path("labels");
    return labels.has("node-role.kubernetes.io/control-plane")
        || labels.has("node-role.kubernetes.io/master");
  }

  static boolean isCordoned(JsonNode node) {
    return node.path("spec").path("unschedulable").asBoolean();
  }

  static boolean serves(JsonNode node) {
    return Manifest.condition(node, "Ready") && !isCordoned(node);
  }

  void cordon(Task task, Commit commit) {
    ObjectNode node = find(task.target().name()).orElseThrow(Gone::now);
    ObjectNode patch = Manifest.guarded(node);
    ((ObjectNode) patch.get("metadata")).putObject("annotations").put(CORDONED_BY, task.id());
    patch.putObject("spec").put("unschedulable", true);
    cluster.patch(Resource.NODES, "", task.target().name(), patch, commit);
  }

  boolean isOurs(Task task) {
    return find(task.target().name()).filter(n -> isCordoned(n) && isOurs(task, n)).isPresent();
  }

  private static boolean isOurs(Task task, JsonNode node) {
    return Manifest.annotation(node, CORDONED_BY).equals(task.id());
  }

  Progress uncordon(Task task) {
    Optional<ObjectNode> node = find(task.target().name());
    if (node.isEmpty()) {
      return new Progress.Done("the node is gone");
    }
    if (!isOurs(task, node.get())) {
      return new Progress.Done("the cordon is not ours any more; left as it is");
    }
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations").putNull(CORDONED_BY);
    patch.putObject("spec").put("unschedulable", false);
    cluster.patch(Resource.NODES, "", task.target().name(), patch, Commit.FOR_REAL);
    return new Progress.Done("uncordoned");
  }

  Health cordoned(Task task) {
    Optional<ObjectNode> node = find(task.target().name());
    if (node.isEmpty()) {
      return new Health.Healthy("the node is gone");
    }
    return isCordoned(node.get())
        ? new Health.Healthy("cordoned")
        : new Health.Broken("somebody uncordoned the node");
  }
}
