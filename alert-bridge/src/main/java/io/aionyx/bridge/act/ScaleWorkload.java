package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Target;
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
        Map.of("increase", Parameter.PERCENT, "max_replicas", Parameter.COUNT),
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
    change(task, "from", "to", Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    change(task, "from", "to", Commit.FOR_REAL);
    return new Progress.Done(
        "from " + task.undo().get("from") + " to " + task.undo().get("to") + " replicas");
  }

  /** Only where the number is still the one we know, and only on that version of the object. */
  private void change(Task task, String from, String to, Commit commit) {
    ObjectNode object = scaled(task).orElseThrow(Gone::now);
    if (replicas(task, object) != Integer.parseInt(task.undo().getOrDefault(from, "-1"))) {
      throw Changed.since("the number of replicas");
    }
    ObjectNode patch = Manifest.guarded(object);
    patch.putObject("spec").put(field(task), Integer.parseInt(task.undo().getOrDefault(to, "1")));
    Resource resource =
        scaler(task).isEmpty()
            ? Workloads.resource(task.target()).sub("scale")
            : Resource.AUTOSCALERS;
    cluster.patch(resource, task.target().namespace(), Manifest.name(object), patch, commit);
  }

  private static String scaler(Task task) {
    return task.undo().getOrDefault("autoscaler", "");
  }

  private static String field(Task task) {
    return scaler(task).isEmpty() ? "replicas" : "minReplicas";
  }

  /** What holds the number: the workload, or the autoscaler that was found when it was planned. */
  private Optional<ObjectNode> scaled(Task task) {
    return scaler(task).isEmpty() ? workloads.find(task.target()) : autoscaler(task.target());
  }

  private static int replicas(Task task, ObjectNode object) {
    return object.path("spec").path(field(task)).asInt(1);
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> workload = workloads.find(task.target());
    if (workload.isEmpty()) {
      return new Health.Broken("the workload is gone");
    }
    int wanted = Integer.parseInt(task.undo().getOrDefault("to", "1"));
    if (scaled(task).filter(o -> replicas(task, o) >= wanted).isEmpty()) {
      return new Health.NotYet(wanted + " replicas are not asked for");
    }
    int ready = Workloads.ready(workload.get());
    String reason = ready + " of " + wanted + " replicas are ready";
    return ready >= wanted ? new Health.Healthy(reason) : new Health.NotYet(reason);
  }

  /** Takes back only what is still as we left it. */
  @Override
  public Progress rollback(Task task) {
    Optional<ObjectNode> object = scaled(task);
    int present = object.map(o -> replicas(task, o)).orElse(-1);
    if (present != Integer.parseInt(task.undo().getOrDefault("to", "0"))) {
      return new Progress.Done("somebody set " + present + " since; left as it is");
    }
    change(task, "to", "from", Commit.FOR_REAL);
    return new Progress.Done("back to " + task.undo().get("from") + " replicas");
  }
}
