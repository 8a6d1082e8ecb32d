package io.aionyx.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.cluster.Life;
import io.aionyx.scenarios.cluster.Node;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Plan;

/** The nodes and pods of a world at a moment, as a Kubernetes API lists them: all of them ready. */
final class ClusterList {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClusterList() {}

  static String of(World world, long atMillis) {
    Plan plan = world.plan();
    ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    plan.topology().nodes().forEach(node -> items.add(node(node)));
    for (Slot slot : plan.topology().slots()) {
      Life life = plan.lives().at(slot.index(), atMillis);
      items.add(pod(slot.workload(), life, plan.topology().nodes().get(life.node())));
    }
    return list.toString();
  }

  private static ObjectNode node(Node node) {
    ObjectNode object = object("Node", node.name());
    object
        .withObject("/status/allocatable")
        .put("cpu", Integer.toString(node.cores()))
        .put("memory", Long.toString((long) node.memoryBytes()));
    return object;
  }

  private static ObjectNode pod(Workload workload, Life life, Node node) {
    ObjectNode object = object("Pod", life.pod());
    ObjectNode metadata = object.withObject("/metadata");
    metadata.put("namespace", workload.namespace()).put("uid", life.uid());
    metadata.putObject("labels").put("app", workload.name());
    String owner = workload.stateful() ? workload.name() : life.replicaSet();
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("kind", workload.stateful() ? "StatefulSet" : "ReplicaSet")
        .put("name", owner)
        .put("uid", workload.namespace() + '/' + owner)
        .put("controller", true);
    object.putObject("spec").put("nodeName", node.name());
    return object;
  }

  private static ObjectNode object(String kind, String name) {
    ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", kind);
    object.putObject("metadata").put("name", name);
    object
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True");
    return object;
  }
}
