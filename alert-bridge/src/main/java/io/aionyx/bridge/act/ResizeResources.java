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
        Map.of(
            "container",
            Parameter.TEXT,
            "memory",
            Parameter.PERCENT,
            "cpu",
            Parameter.PERCENT,
            "max_memory",
            Parameter.QUANTITY,
            "max_cpu",
            Parameter.QUANTITY),
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
    JsonNode from = limits(task, containers(target, found.get()));
    JsonNode to = raised(task, from);
    List<String> blockers = new ArrayList<>();
    if (to.equals(from)) {
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
        Map.of("from", Json.write(from), "to", Json.write(to)));
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

  /** {@code {"container": {"memory": "512Mi"}}} of the containers and resources that are meant. */
  private static ObjectNode limits(Task task, ArrayNode containers) {
    String only = task.parameter("container", "");
    ObjectNode limits = Json.object();
    for (JsonNode container : containers) {
      String name = container.path("name").asText();
      if (only.isEmpty() || only.equals(name)) {
        limits.set(name, wanted(task, container.path("resources").path("limits")));
      }
    }
    return limits;
  }

  private static ObjectNode wanted(Task task, JsonNode limits) {
    ObjectNode wanted = Json.object();
    for (String resource : List.of("memory", "cpu")) {
      if (limits.has(resource) && !task.parameter(resource, "").isEmpty()) {
        wanted.put(resource, limits.path(resource).asText());
      }
    }
    return wanted;
  }

  private static ObjectNode raised(Task task, JsonNode from) {
    ObjectNode to = from.deepCopy();
    for (JsonNode limits : to) {
      raise((ObjectNode) limits, "memory", task, "8Gi");
      raise((ObjectNode) limits, "cpu", task, "4");
    }
    return to;
  }

  private static void raise(ObjectNode limits, String resource, Task task, String most) {
    if (!limits.has(resource)) {
      return;
    }
    BigDecimal present = Quantity.parse(limits.path(resource).asText());
    BigDecimal maximum = Quantity.parse(task.parameter("max_" + resource, most));
    BigDecimal raised =
        present.multiply(Quantity.factor(task.parameter(resource, "0%"))).min(maximum);
    if (raised.compareTo(present) > 0) {
      limits.put(
          resource,
          resource.equals("memory") ? Quantity.mebibytes(raised) : Quantity.millis(raised));
    }
  }

  @Override
  public void rehearse(Task task) {
    change(task, "from", "to", Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    change(task, "from", "to", Commit.FOR_REAL);
    return new Progress.Done("limits raised");
  }

  /**
   * Changes the limits only, and only where they are still those we know. A merge patch replaces a
   * list as a whole, so the containers are sent as they are now: an image set since is kept.
   */
  private void change(Task task, String from, String to, Commit commit) {
    Target target = task.target();
    ObjectNode object = object(target).orElseThrow(Gone::now);
    ArrayNode containers = containers(target, object).deepCopy();
    if (!have(containers, task.kept(from))) {
      throw Changed.since("the limits");
    }
    ObjectNode wanted = task.kept(to);
    for (JsonNode container : containers) {
      if (wanted.path(container.path("name").asText()) instanceof ObjectNode limits) {
        ((ObjectNode) container).withObject("/resources/limits").setAll(limits);
      }
    }
    send(target, object, containers, commit);
  }

  private void send(Target target, ObjectNode object, ArrayNode containers, Commit commit) {
    boolean pod = target.kind().equals("pod");
    ObjectNode patch = Manifest.guarded(object);
    patch.withObject(pod ? "/spec" : "/spec/template/spec").set("containers", containers);
    Resource resource = pod ? Resource.PODS.sub("resize") : Workloads.resource(target);
    cluster.patch(resource, target.namespace(), target.name(), patch, commit);
  }

  /** By value: the API server writes 2048Mi as 2Gi. */
  private static boolean have(ArrayNode containers, ObjectNode wanted) {
    for (Map.Entry<String, JsonNode> container : wanted.properties()) {
      JsonNode present = limitsOf(containers, container.getKey());
      for (Map.Entry<String, JsonNode> limit : container.getValue().properties()) {
        if (!equal(present.path(limit.getKey()), limit.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private static JsonNode limitsOf(ArrayNode containers, String name) {
    for (JsonNode container : containers) {
      if (container.path("name").asText().equals(name)) {
        return container.path("resources").path("limits");
      }
    }
    return Json.object();
  }

  private static boolean equal(JsonNode present, JsonNode wanted) {
    return present.isTextual()
        && Quantity.parse(present.asText()).compareTo(Quantity.parse(wanted.asText())) == 0;
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> found = object(task.target());
    if (found.isEmpty()) {
      return new Health.Broken("the object is gone");
    }
    if (!have(containers(task.target(), found.get()), task.kept("to"))) {
      return new Health.NotYet("the new limits are not set");
    }
    return task.target().kind().equals("pod")
        ? resized(found.get())
        : Workloads.rolledOut(found.get());
  }

  private static Health resized(ObjectNode pod) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      boolean holds = condition.path("status").asText().equals("True");
      String type = condition.path("type").asText();
      if (holds && type.equals("PodResizePending")) {
        return condition.path("reason").asText().equals("Infeasible")
            ? new Health.Broken("the node can never give so much")
            : new Health.NotYet("the kubelet has not resized the pod");
      }
      if (holds && type.equals("PodResizeInProgress")) {
        return new Health.NotYet("the kubelet is resizing the pod");
      }
    }
    return Manifest.isReady(pod)
        ? new Health.Healthy("the pod is ready with the new limits")
        : new Health.NotYet("the pod is not ready");
  }

  @Override
  public Progress rollback(Task task) {
    Optional<ObjectNode> found = object(task.target());
    boolean ours =
        found.filter(o -> have(containers(task.target(), o), task.kept("to"))).isPresent();
    if (!ours) {
      return new Progress.Done("the limits are not ours any more; left as they are");
    }
    change(task, "to", "from", Commit.FOR_REAL);
    return new Progress.Done("the former limits are set again");
  }
}
