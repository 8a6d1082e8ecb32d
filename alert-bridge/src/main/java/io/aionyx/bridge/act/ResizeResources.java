package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Raises the memory or CPU limits of a pod in place ({@code pods/resize}), or those of a workload's
 * template, which rolls it out. Only ever upwards: lowering memory in place restarts containers.
 */
final class ResizeResources implements Action {

  private final Cluster cluster;

  ResizeResources(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "resize-resources",
        Impact.WORKLOAD,
        Set.of("pod", "workload"),
        Set.of("container", "memory", "cpu", "max_memory", "max_cpu"),
        List.of(
            Rule.of(Resource.PODS, "get"),
            Rule.of(Resource.PODS.sub("resize"), "patch"),
            Rule.of(Resource.DEPLOYMENTS, "get", "patch"),
            Rule.of(Resource.STATEFUL_SETS, "get", "patch"),
            Rule.of(Resource.DAEMON_SETS, "get", "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    Target target = task.target();
    Optional<ObjectNode> found = object(target);
    String owner = target.key();
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "the object is gone");
    }
    ArrayNode before = containers(target, found.get());
    ArrayNode after = raised(task, before);
    List<String> blockers = new ArrayList<>();
    if (after.equals(before)) {
      blockers.add("no limit can be raised: none is set, or the maximum is reached");
    }
    Owners.of(found.get()).ifPresent(o -> blockers.add(o + " owns it and would set it back"));
    boolean pod = target.kind().equals("pod");
    Preflight.Population population =
        pod ? Preflight.Population.untouched(owner) : Workloads.population(target, found.get());
    String revision = pod ? Manifest.uid(found.get()) : Workloads.revision(found.get());
    return new Preflight(
        revision,
        owner,
        population,
        blockers,
        Map.of("before", Json.write(before), "after", Json.write(after)));
  }

  private Optional<ObjectNode> object(Target target) {
    return target.kind().equals("pod")
        ? cluster.get(Resource.PODS, target.namespace(), target.name())
        : cluster.get(Workloads.resource(target), target.namespace(), target.name());
  }

  private static ArrayNode containers(Target target, JsonNode object) {
    JsonNode spec =
        target.kind().equals("pod")
            ? object.path("spec")
            : object.path("spec").path("template").path("spec");
    return spec.path("containers") instanceof ArrayNode array ? array : Json.array();
  }

  private static ArrayNode raised(Task task, ArrayNode before) {
    ArrayNode after = before.deepCopy();
    String only = task.parameter("container", "");
    for (JsonNode container : after) {
      boolean wanted = only.isEmpty() || only.equals(container.path("name").asText());
      if (wanted && container.path("resources").path("limits") instanceof ObjectNode limits) {
        raise(limits, "memory", task.parameter("memory", ""), task.parameter("max_memory", "8Gi"));
        raise(limits, "cpu", task.parameter("cpu", ""), task.parameter("max_cpu", "4"));
      }
    }
    return after;
  }

  private static void raise(ObjectNode limits, String resource, String increase, String maximum) {
    if (increase.isEmpty() || !limits.has(resource)) {
      return;
    }
    BigDecimal present = Quantity.parse(limits.path(resource).asText());
    BigDecimal wanted = present.multiply(Quantity.factor(increase)).min(Quantity.parse(maximum));
    if (wanted.compareTo(present) > 0) {
      limits.put(
          resource,
          resource.equals("memory") ? Quantity.mebibytes(wanted) : Quantity.millis(wanted));
    }
  }

  @Override
  public void rehearse(Task task) {
    set(task, "after", Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    set(task, "after", Commit.FOR_REAL);
    return new Progress.Done("limits raised");
  }

  private void set(Task task, String key, Commit commit) {
    Target target = task.target();
    ArrayNode containers = Json.read(task.undo().getOrDefault(key, "[]"), ArrayNode.class);
    ObjectNode object = object(target).orElseThrow(Gone::now);
    ObjectNode patch = Manifest.guarded(object);
    if (target.kind().equals("pod")) {
      patch.putObject("spec").set("containers", containers);
      Resource resize = Resource.PODS.sub("resize");
      cluster.patch(resize, target.namespace(), target.name(), patch, commit);
    } else {
      patch.putObject("spec").putObject("template").putObject("spec").set("containers", containers);
      cluster.patch(Workloads.resource(target), target.namespace(), target.name(), patch, commit);
    }
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> found = object(task.target());
    if (found.isEmpty()) {
      return new Health.Broken("the object is gone");
    }
    if (!task.target().kind().equals("pod")) {
      return Workloads.rolledOut(found.get());
    }
    if (Manifest.condition(found.get(), "PodResizePending")) {
      return new Health.NotYet("the kubelet has not resized the pod");
    }
    return Manifest.isReady(found.get())
        ? new Health.Healthy("the pod is ready with the new limits")
        : new Health.NotYet("the pod is not ready");
  }

  @Override
  public Progress rollback(Task task) {
    set(task, "before", Commit.FOR_REAL);
    return new Progress.Done("the former limits are set again");
  }
}
