package io.aionyx.bridge.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.MergePatch;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Objects in memory with the API server's manners: resource versions, uid preconditions, dry runs
 * that keep nothing, evictions that a disruption budget can refuse, and a controller that replaces
 * evicted pods at once. Thread safe.
 */
public final class SimulatedCluster implements Cluster {

  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final AtomicLong counter = new AtomicLong();
  private final List<String> writes = new ArrayList<>();

  /** Adds or replaces an object as a user would. */
  public synchronized ObjectNode put(Resource resource, String namespace, ObjectNode object) {
    ObjectNode metadata = object.withObject("/metadata");
    if (!metadata.has("uid")) {
      metadata.put("uid", "uid-" + counter.incrementAndGet());
    }
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    touch(object);
    objects.put(key(resource, namespace, metadata.path("name").asText()), object);
    return object;
  }

  /** All real writes so far, as {@code verb resource namespace/name}. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  private void touch(ObjectNode object) {
    object.withObject("/metadata").put("resourceVersion", Long.toString(counter.incrementAndGet()));
  }

  private static String key(Resource resource, String namespace, String name) {
    return resource.plural() + "/" + namespace + "/" + name;
  }

  @Override
  public synchronized Optional<ObjectNode> get(Resource resource, String namespace, String name) {
    return Optional.ofNullable(objects.get(key(resource, namespace, name)))
        .map(ObjectNode::deepCopy);
  }

  @Override
  public synchronized List<ObjectNode> list(
      Resource resource, String namespace, String labelSelector, String fieldSelector) {
    String prefix = resource.plural() + "/" + (namespace.isEmpty() ? "" : namespace + "/");
    return objects.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> e.getValue().deepCopy())
        .filter(o -> labelled(o, labelSelector) && onNode(o, fieldSelector))
        .toList();
  }

  private static boolean labelled(JsonNode object, String selector) {
    JsonNode labels = object.path("metadata").path("labels");
    for (String term : selector.isEmpty() ? new String[0] : selector.split(",", -1)) {
      String[] pair = term.split("=", 2);
      if (!labels.path(pair[0]).asText().equals(pair[1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean onNode(JsonNode object, String selector) {
    return selector.isEmpty()
        || selector.equals("spec.nodeName=" + object.path("spec").path("nodeName").asText());
  }

  @Override
  public synchronized ObjectNode create(
      Resource resource, String namespace, ObjectNode object, Commit commit) {
    String name = object.path("metadata").path("name").asText();
    if (objects.containsKey(key(resource, namespace, name))) {
      throw new ClusterException(Fault.CONFLICT, "409 " + name + " already exists");
    }
    if (commit == Commit.DRY_RUN) {
      return object;
    }
    writes.add("create " + resource.rbacName() + " " + namespace + "/" + name);
    return put(resource, namespace, object.deepCopy());
  }

  @Override
  public synchronized ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit) {
    ObjectNode present = existing(resource, namespace, name);
    String wanted = mergePatch.path("metadata").path("resourceVersion").asText("");
    String version = present.path("metadata").path("resourceVersion").asText();
    if (!wanted.isEmpty() && !wanted.equals(version)) {
      throw new ClusterException(Fault.CONFLICT, "409 the object has been modified");
    }
    ObjectNode changed = present.deepCopy();
    MergePatch.apply(changed, mergePatch);
    if (commit == Commit.FOR_REAL) {
      writes.add("patch " + resource.rbacName() + " " + namespace + "/" + name);
      touch(changed);
      settle(changed, mergePatch);
      objects.put(key(resource, namespace, name), changed);
    }
    return changed;
  }

  /** Plays the controllers: a changed workload is rolled out at once. */
  private static void settle(ObjectNode object, ObjectNode patch) {
    if (!patch.has("spec") || !object.path("status").has("readyReplicas")) {
      return;
    }
    int replicas = object.path("spec").path("replicas").asInt(1);
    ObjectNode metadata = object.withObject("/metadata");
    long generation = metadata.path("generation").asLong() + 1;
    metadata.put("generation", generation);
    object
        .withObject("/status")
        .put("observedGeneration", generation)
        .put("readyReplicas", replicas)
        .put("updatedReplicas", replicas);
  }

  private ObjectNode existing(Resource resource, String namespace, String name) {
    ObjectNode object = objects.get(key(resource, namespace, name));
    if (object == null) {
      throw new ClusterException(Fault.NOT_FOUND, "404 " + resource.plural() + " " + name);
    }
    return object;
  }

  @Override
  public synchronized void delete(Resource resource, String namespace, String name, String uid) {
    checkUid(existing(resource, namespace, name), uid);
    writes.add("delete " + resource.rbacName() + " " + namespace + "/" + name);
    objects.remove(key(resource, namespace, name));
  }

  private static void checkUid(ObjectNode object, String uid) {
    if (!object.path("metadata").path("uid").asText().equals(uid)) {
      throw new ClusterException(Fault.CONFLICT, "409 the uid does not fit");
    }
  }

  @Override
  public synchronized void evict(
      String namespace, String pod, String uid, Duration grace, Commit commit) {
    ObjectNode present = existing(Resource.PODS, namespace, pod);
    checkUid(present, uid);
    refuseByBudget(present, namespace);
    if (commit == Commit.DRY_RUN) {
      return;
    }
    writes.add("evict " + namespace + "/" + pod + " " + uid);
    objects.remove(key(Resource.PODS, namespace, pod));
    replace(present, namespace, pod);
  }

  private void refuseByBudget(ObjectNode pod, String namespace) {
    for (ObjectNode budget : list(Resource.DISRUPTION_BUDGETS, namespace, "", "")) {
      StringBuilder selector = new StringBuilder();
      budget
          .path("spec")
          .path("selector")
          .path("matchLabels")
          .properties()
          .forEach(
              l ->
                  selector
                      .append(selector.isEmpty() ? "" : ",")
                      .append(l.getKey())
                      .append('=')
                      .append(l.getValue().asText()));
      boolean none = budget.path("status").path("disruptionsAllowed").asInt() <= 0;
      if (none && labelled(pod, selector.toString())) {
        throw new ClusterException(
            Fault.NOT_NOW,
            "429 Cannot evict pod as it would violate the pod's disruption budget "
                + budget.path("metadata").path("name").asText());
      }
    }
  }

  private void replace(ObjectNode gone, String namespace, String pod) {
    if (!gone.path("metadata").has("ownerReferences")) {
      return;
    }
    ObjectNode fresh = gone.deepCopy();
    ObjectNode metadata = fresh.withObject("/metadata");
    metadata.remove("uid");
    metadata.put("name", pod.replaceAll("-r\\d+$", "") + "-r" + counter.incrementAndGet());
    reschedule(fresh.withObject("/spec"));
    put(Resource.PODS, namespace, fresh);
  }

  /** Off a cordoned node, if there is another one. */
  private void reschedule(ObjectNode spec) {
    String node = spec.path("nodeName").asText();
    boolean cordoned =
        get(Resource.NODES, "", node)
            .map(n -> n.path("spec").path("unschedulable").asBoolean())
            .orElse(false);
    if (cordoned) {
      list(Resource.NODES, "", "", "").stream()
          .filter(n -> !n.path("spec").path("unschedulable").asBoolean())
          .findFirst()
          .ifPresent(n -> spec.put("nodeName", n.path("metadata").path("name").asText()));
    }
  }

  /** A ready pod of a ReplicaSet. */
  public static ObjectNode pod(String name, String owner, String node) {
    ObjectNode pod = Json.object();
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.putObject("labels").put("app", owner);
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("kind", "ReplicaSet")
        .put("name", owner + "-rs")
        .put("uid", "owner-" + owner)
        .put("controller", true);
    pod.putObject("spec").put("nodeName", node);
    ready(pod);
    return pod;
  }

  /** A ready worker node. */
  public static ObjectNode node(String name) {
    ObjectNode node = Json.object();
    node.putObject("metadata").put("name", name);
    node.putObject("spec");
    ready(node);
    node.withObject("/status").putObject("allocatable").put("cpu", "8").put("memory", "32Gi");
    return node;
  }

  /** A Deployment whose pods are all ready. */
  public static ObjectNode deployment(String name, int replicas) {
    ObjectNode deployment = Json.object();
    deployment.putObject("metadata").put("name", name).put("generation", 1);
    ObjectNode spec = deployment.putObject("spec").put("replicas", replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    spec.putObject("template").putObject("spec").putArray("containers");
    deployment
        .putObject("status")
        .put("observedGeneration", 1)
        .put("readyReplicas", replicas)
        .put("updatedReplicas", replicas);
    return deployment;
  }

  private static void ready(ObjectNode object) {
    object
        .withObject("/status")
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True");
  }
}
