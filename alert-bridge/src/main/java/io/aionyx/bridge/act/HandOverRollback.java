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
 * Leaves a rollback to the tool that owns the release: aborts an Argo Rollout, which goes back to
 * its stable version by itself. What Helm owns is rolled back by a Job of the user (see the
 * examples), since only Helm can write Helm's records.
 */
final class HandOverRollback implements Action {

  private final Cluster cluster;

  HandOverRollback(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "hand-over-rollback",
        Impact.WORKLOAD,
        Set.of("workload"),
        Map.of(),
        List.of(
            Rule.of(Resource.ROLLOUTS, "get"), Rule.of(Resource.ROLLOUTS.sub("status"), "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = Workloads.owner(task.target());
    if (!task.target().workloadKind().equals("Rollout")) {
      return Preflight.blocked(owner, "only an Argo Rollout can be handed over by the API");
    }
    Optional<ObjectNode> found = rollout(task);
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "the Rollout is gone");
    }
    ObjectNode rollout = found.get();
    boolean inProgress = !rollout.path("status").path("stableRS").asText().equals(update(rollout));
    List<String> blockers =
        inProgress && !rollout.path("status").path("abort").asBoolean()
            ? List.of()
            : List.of("no update is in progress that could be aborted");
    return new Preflight(
        Workloads.revision(rollout),
        owner,
        Preflight.Population.untouched(owner),
        blockers,
        Map.of("update", update(rollout)));
  }

  private static String update(ObjectNode rollout) {
    return rollout.path("status").path("currentPodHash").asText();
  }

  private Optional<ObjectNode> rollout(Task task) {
    return cluster.get(Resource.ROLLOUTS, task.target().namespace(), task.target().name());
  }

  @Override
  public void rehearse(Task task) {
    abort(task, true, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    abort(task, true, Commit.FOR_REAL);
    return new Progress.Done("update aborted");
  }

  private void abort(Task task, boolean abort, Commit commit) {
    ObjectNode rollout = rollout(task).orElseThrow(Gone::now);
    if (!isPlanned(task, rollout)) {
      throw Changed.since("the update");
    }
    ObjectNode patch = Manifest.guarded(rollout);
    patch.putObject("status").put("abort", abort);
    cluster.patch(
        Resource.ROLLOUTS.sub("status"),
        task.target().namespace(),
        task.target().name(),
        patch,
        commit);
  }

  private static boolean isPlanned(Task task, ObjectNode rollout) {
    return update(rollout).equals(task.undo().getOrDefault("update", ""));
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> found = rollout(task);
    if (found.isEmpty()) {
      return new Health.Broken("the Rollout is gone");
    }
    int wanted = Workloads.wanted(found.get());
    int available = found.get().path("status").path("availableReplicas").asInt();
    boolean aborted = found.get().path("status").path("abort").asBoolean();
    String reason = "aborted: " + aborted + ", " + available + " of " + wanted + " available";
    return aborted && available >= wanted ? new Health.Healthy(reason) : new Health.NotYet(reason);
  }

  /** Lets the update go on, if it is still the one that was aborted. */
  @Override
  public Progress rollback(Task task) {
    if (rollout(task).filter(r -> isPlanned(task, r)).isEmpty()) {
      return new Progress.Done("another update is under way; left as it is");
    }
    abort(task, false, Commit.FOR_REAL);
    return new Progress.Done("the update may go on");
  }
}
