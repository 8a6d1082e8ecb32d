package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts all pods of a workload at the pace of its own rollout strategy, as {@code kubectl
 * rollout restart} does. There is nothing to take back: the template differs by a time only.
 */
final class RestartRollout implements Action {

  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private final Cluster cluster;
  private final Workloads workloads;

  RestartRollout(Cluster cluster) {
    this.cluster = cluster;
    this.workloads = new Workloads(cluster);
  }

  @Override
  public Card card() {
    return new Card(
        "rollout-restart",
        Impact.WORKLOAD,
        Set.of("workload"),
        Map.of(),
        List.of(
            Rule.of(Resource.DEPLOYMENTS, "get", "patch"),
            Rule.of(Resource.STATEFUL_SETS, "get", "patch"),
            Rule.of(Resource.DAEMON_SETS, "get", "patch"),
            Rule.of(Resource.ROLLOUTS, "get", "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = Workloads.owner(task.target());
    Optional<ObjectNode> found = workloads.find(task.target());
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "the workload is gone");
    }
    ObjectNode workload = found.get();
    List<String> blockers =
        workload.path("spec").path("paused").asBoolean()
            ? List.of("the rollout is paused by somebody")
            : List.of();
    return new Preflight(
        Workloads.revision(workload),
        owner,
        Workloads.population(task.target(), workload),
        blockers,
        Map.of("version", workload.path("metadata").path("resourceVersion").asText()));
  }

  @Override
  public void rehearse(Task task) {
    patch(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    patch(task, Commit.FOR_REAL);
    return new Progress.Done("restart requested");
  }

  private void patch(Task task, Commit commit) {
    Resource resource = Workloads.resource(task.target());
    ObjectNode patch = Json.object();
    if (resource.equals(Resource.ROLLOUTS)) {
      patch.putObject("spec").put("restartAt", stamp(task));
    } else {
      patch
          .putObject("spec")
          .putObject("template")
          .putObject("metadata")
          .putObject("annotations")
          .put(RESTARTED_AT, stamp(task));
    }
    cluster.patch(resource, task.target().namespace(), task.target().name(), patch, commit);
  }

  /** The time of the action, whole seconds as Kubernetes keeps them: the restart's own mark. */
  private static String stamp(Task task) {
    Instant at = task.actedAt() == null ? task.now() : task.actedAt();
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A workload that is well without our mark was never restarted. */
  @Override
  public Health verify(Task task) {
    return workloads
        .find(task.target())
        .map(w -> isMarked(task, w) ? Workloads.rolledOut(w) : notArrived())
        .orElseGet(() -> new Health.Broken("the workload is gone"));
  }

  private static boolean isMarked(Task task, ObjectNode workload) {
    JsonNode template = workload.path("spec").path("template");
    return stamp(task).equals(workload.path("spec").path("restartAt").asText())
        || stamp(task).equals(Manifest.annotation(template, RESTARTED_AT));
  }

  private static Health notArrived() {
    return new Health.NotYet("the restart has not arrived");
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("a restart leaves nothing to take back");
  }
}
