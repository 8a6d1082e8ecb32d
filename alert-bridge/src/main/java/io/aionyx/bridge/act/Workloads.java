package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.domain.Target;
import java.util.Optional;

/** Finds workloads and reads how their rollout stands. */
final class Workloads {

  private final Cluster cluster;

  Workloads(Cluster cluster) {
    this.cluster = cluster;
  }

  static Resource resource(Target target) {
    return Resource.workload(target.workloadKind());
  }

  Optional<ObjectNode> find(Target target) {
    return cluster.get(resource(target), target.namespace(), target.name());
  }

  static String owner(Target target) {
    return target.namespace() + "/" + target.workloadKind() + "/" + target.name();
  }

  static int wanted(ObjectNode workload) {
    return workload.path("status").has("desiredNumberScheduled")
        ? workload.path("status").path("desiredNumberScheduled").asInt()
        : workload.path("spec").path("replicas").asInt(1);
  }

  static int ready(ObjectNode workload) {
    return workload.path("status").has("numberReady")
        ? workload.path("status").path("numberReady").asInt()
        : workload.path("status").path("readyReplicas").asInt();
  }

  /** The generation of the spec, which heart-beats of the status do not change. */
  static String revision(ObjectNode workload) {
    return Manifest.uid(workload) + "/" + workload.path("metadata").path("generation").asText();
  }

  static Preflight.Population population(Target target, ObjectNode workload) {
    return new Preflight.Population(
        owner(target), Math.max(1, wanted(workload)), ready(workload), true, true);
  }

  /** Well when the controller has seen the change and every wanted pod is updated and ready. */
  static Health rolledOut(ObjectNode workload) {
    long generation = workload.path("metadata").path("generation").asLong();
    if (workload.path("status").path("observedGeneration").asLong(generation) < generation) {
      return new Health.NotYet("the controller has not seen the change");
    }
    int wanted = wanted(workload);
    int updated = updated(workload);
    int ready = ready(workload);
    String reason = updated + " updated and " + ready + " ready of " + wanted;
    if (failedToProgress(workload)) {
      return new Health.Broken("the rollout does not progress: " + reason);
    }
    return updated >= wanted && ready >= wanted
        ? new Health.Healthy(reason)
        : new Health.NotYet(reason);
  }

  private static int updated(ObjectNode workload) {
    return workload.path("status").has("updatedNumberScheduled")
        ? workload.path("status").path("updatedNumberScheduled").asInt()
        : workload.path("status").path("updatedReplicas").asInt();
  }

  private static boolean failedToProgress(ObjectNode workload) {
    for (var condition : workload.path("status").path("conditions")) {
      if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
        return true;
      }
    }
    return false;
  }
}
