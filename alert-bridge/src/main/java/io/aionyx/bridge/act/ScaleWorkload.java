package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds replicas ahead of a spike. Where a HorizontalPodAutoscaler owns the workload its lower bound
 * is raised instead, since it would undo any other change within seconds.
 */
final class ScaleWorkload implements Action {

  private final Cluster cluster;
  private final Workloads workloads;

  ScaleWorkload(Cluster cluster) {
    this.cluster = cluster;
    this.workloads = new Workloads(cluster);
  }

  @Override
  public Card card() {
    return new Card(
        "scale-workload",
        Impact.WORKLOAD,
        Set.of("workload"),
        Set.of("increase", "max_replicas"),
        List.of(
            Rule.of(Resource.DEPLOYMENTS, "get"),
            Rule.of(Resource.DEPLOYMENTS.sub("scale"), "patch"),
            Rule.of(Resource.STATEFUL_SETS, "get"),
            Rule.of(Resource.STATEFUL_SETS.sub("scale"), "patch"),
            Rule.of(Resource.AUTOSCALERS, "list", "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    Target target = task.target();
    String owner = Workloads.owner(target);
    if (!target.workloadKind().matches("Deployment|StatefulSet")) {
      return Preflight.blocked(owner, "a " + target.workloadKind() + " is not scaled by replicas");
    }
    Optional<ObjectNode> found = workloads.find(target);
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "the workload is gone");
    }
    Optional<ObjectNode> scaler = autoscaler(target);
    int present =
        scaler
            .map(s -> s.path("spec").path("minReplicas").asInt(1))
            .orElse(Workloads.wanted(found.get()));
    int most = mostReplicas(task, scaler);
    int wanted = Math.min(most, increased(present, task.parameter("increase", "25%")));
    List<String> blockers = new ArrayList<>();
    if (wanted <= present) {
      blockers.add("already at " + present + " replicas, at most " + most + " are allowed");
    }
    return new Preflight(
        Workloads.revision(found.get()) + "/" + present,
        owner,
        Preflight.Population.untouched(owner),
        blockers,
        Map.of(
            "from", Integer.toString(present),
            "to", Integer.toString(wanted),
            "autoscaler", scaler.map(Manifest::name).orElse("")));
  }

  private static int mostReplicas(Task task, Optional<ObjectNode> scaler) {
    int allowed = Integer.parseInt(task.parameter("max_replicas", "20"));
    return scaler
        .map(s -> Math.min(allowed, s.path("spec").path("maxReplicas").asInt(allowed)))
        .orElse(allowed);
  }

  private static int increased(int present, String increase) {
    return BigDecimal.valueOf(present)
        .multiply(Quantity.factor(increase))
        .setScale(0, RoundingMode.CEILING)
        .intValue();
  }

  private Optional<ObjectNode> autoscaler(Target target) {
    return cluster.list(Resource.AUTOSCALERS, target.namespace(), "", "").stream()
        .filter(
            s -> {
              var ref = s.path("spec").path("scaleTargetRef");
              return ref.path("kind").asText().equals(target.workloadKind())
                  && ref.path("name").asText().equals(target.name());
            })
        .findFirst();
  }

  @Override
  public void rehearse(Task task) {
    set(task, task.undo().getOrDefault("to", ""), Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    String to = task.undo().getOrDefault("to", "");
    set(task, to, Commit.FOR_REAL);
    return new Progress.Done("from " + task.undo().get("from") + " to " + to + " replicas");
  }

  private void set(Task task, String replicas, Commit commit) {
    String scaler = task.undo().getOrDefault("autoscaler", "");
    String namespace = task.target().namespace();
    ObjectNode patch = Json.object();
    if (scaler.isEmpty()) {
      patch.putObject("spec").put("replicas", Integer.parseInt(replicas));
      Resource scale = Workloads.resource(task.target()).sub("scale");
      cluster.patch(scale, namespace, task.target().name(), patch, commit);
    } else {
      patch.putObject("spec").put("minReplicas", Integer.parseInt(replicas));
      cluster.patch(Resource.AUTOSCALERS, namespace, scaler, patch, commit);
    }
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> workload = workloads.find(task.target());
    if (workload.isEmpty()) {
      return new Health.Broken("the workload is gone");
    }
    int wanted = Integer.parseInt(task.undo().getOrDefault("to", "1"));
    int ready = Workloads.ready(workload.get());
    String reason = ready + " of " + wanted + " replicas are ready";
    return ready >= wanted ? new Health.Healthy(reason) : new Health.NotYet(reason);
  }

  /** Takes back only what is still as we left it. */
  @Override
  public Progress rollback(Task task) {
    Target target = task.target();
    int present =
        task.undo().getOrDefault("autoscaler", "").isEmpty()
            ? workloads.find(target).map(Workloads::wanted).orElse(-1)
            : autoscaler(target).map(s -> s.path("spec").path("minReplicas").asInt(1)).orElse(-1);
    if (present != Integer.parseInt(task.undo().getOrDefault("to", "0"))) {
      return new Progress.Done("somebody set " + present + " since; left as it is");
    }
    set(task, task.undo().getOrDefault("from", "1"), Commit.FOR_REAL);
    return new Progress.Done("back to " + task.undo().get("from") + " replicas");
  }
}
