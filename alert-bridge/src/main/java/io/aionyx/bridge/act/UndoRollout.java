package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.MergePatch;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a Deployment back to the template of its revision before this one, taken from the ReplicaSet
 * that still holds it. A Deployment that Helm or a GitOps controller owns is left to its owner: it
 * would be overwritten at the next sync, or their records would be wrong.
 */
final class UndoRollout implements Action {

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final Cluster cluster;
  private final Workloads workloads;

  UndoRollout(Cluster cluster) {
    this.cluster = cluster;
    this.workloads = new Workloads(cluster);
  }

  @Override
  public Card card() {
    return new Card(
        "rollout-undo",
        Impact.WORKLOAD,
        Set.of("workload"),
        Map.of(),
        List.of(
            Rule.of(Resource.DEPLOYMENTS, "get", "patch"), Rule.of(Resource.REPLICA_SETS, "list")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = Workloads.owner(task.target());
    if (!task.target().workloadKind().equals("Deployment")) {
      return Preflight.blocked(owner, "only a Deployment keeps its earlier templates");
    }
    Optional<ObjectNode> found = workloads.find(task.target());
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "the Deployment is gone");
    }
    ObjectNode deployment = found.get();
    return new Preflight(
        Workloads.revision(deployment),
        owner,
        Workloads.population(task.target(), deployment),
        blockers(deployment),
        undo(deployment));
  }

  private List<String> blockers(ObjectNode deployment) {
    List<String> blockers = new ArrayList<>();
    Owners.of(deployment).ifPresent(o -> blockers.add(o + " owns it: hand the rollback over"));
    if (deployment.path("spec").path("paused").asBoolean()) {
      blockers.add("the rollout is paused by somebody");
    }
    if (earlier(deployment).isEmpty()) {
      blockers.add("no earlier revision is kept");
    }
    return blockers;
  }

  private Map<String, String> undo(ObjectNode deployment) {
    return earlier(deployment)
        .map(
            set ->
                Map.of(
                    "template", Json.write(template(deployment)),
                    "wanted", Json.write(template(set))))
        .orElse(Map.of());
  }

  private Optional<ObjectNode> earlier(ObjectNode deployment) {
    long present = revision(deployment);
    return cluster
        .list(
            Resource.REPLICA_SETS,
            Manifest.namespace(deployment),
            Manifest.labelSelector(deployment.path("spec").path("selector")),
            "")
        .stream()
        .filter(set -> owns(deployment, set) && revision(set) < present && revision(set) > 0)
        .max(Comparator.comparingLong(UndoRollout::revision));
  }

  private static boolean owns(ObjectNode deployment, ObjectNode set) {
    return Manifest.controller(set)
        .map(o -> o.path("uid").asText().equals(Manifest.uid(deployment)))
        .orElse(false);
  }

  private static long revision(ObjectNode object) {
    String text = Manifest.annotation(object, REVISION);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  /** Of a Deployment or a ReplicaSet, without the label that only the latter carries. */
  private static ObjectNode template(ObjectNode owner) {
    ObjectNode template = (ObjectNode) owner.path("spec").path("template").deepCopy();
    if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(HASH);
    }
    return template;
  }

  @Override
  public void rehearse(Task task) {
    change(task, "template", "wanted", Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    change(task, "template", "wanted", Commit.FOR_REAL);
    return new Progress.Done("template of the revision before is set");
  }

  /** Only where the template is still the one we know, and only on that version of the object. */
  private void change(Task task, String from, String to, Commit commit) {
    ObjectNode deployment = workloads.find(task.target()).orElseThrow(Gone::now);
    if (!has(deployment, task.kept(from))) {
      throw Changed.since("the template");
    }
    ObjectNode patch = Manifest.guarded(deployment);
    patch
        .putObject("spec")
        .set("template", MergePatch.between(template(deployment), task.kept(to)));
    cluster.patch(
        Resource.DEPLOYMENTS, task.target().namespace(), task.target().name(), patch, commit);
  }

  private static boolean has(ObjectNode deployment, ObjectNode wanted) {
    return MergePatch.between(template(deployment), wanted).isEmpty();
  }

  /** A Deployment that is well with another template was never put back. */
  @Override
  public Health verify(Task task) {
    return workloads
        .find(task.target())
        .map(
            d ->
                has(d, task.kept("wanted"))
                    ? Workloads.rolledOut(d)
                    : new Health.NotYet("the template is not the one of the revision before"))
        .orElseGet(() -> new Health.Broken("the Deployment is gone"));
  }

  @Override
  public Progress rollback(Task task) {
    Optional<ObjectNode> deployment = workloads.find(task.target());
    if (deployment.filter(d -> has(d, task.kept("wanted"))).isEmpty()) {
      return new Progress.Done("the template is not ours any more; left as it is");
    }
    change(task, "wanted", "template", Commit.FOR_REAL);
    return new Progress.Done("the later template is set again");
  }
}
