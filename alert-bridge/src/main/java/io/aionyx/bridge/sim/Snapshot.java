package io.aionyx.bridge.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The list of objects that {@code kubectl get pods,nodes,deployments -A -o json} prints, as the
 * beginning of a simulated cluster. Kinds no action looks at are passed over.
 */
public final class Snapshot {

  private static final Map<String, Resource> KINDS =
      Map.ofEntries(
          Map.entry("Pod", Resource.PODS),
          Map.entry("Node", Resource.NODES),
          Map.entry("Deployment", Resource.DEPLOYMENTS),
          Map.entry("StatefulSet", Resource.STATEFUL_SETS),
          Map.entry("DaemonSet", Resource.DAEMON_SETS),
          Map.entry("ReplicaSet", Resource.REPLICA_SETS),
          Map.entry("PodDisruptionBudget", Resource.DISRUPTION_BUDGETS),
          Map.entry("HorizontalPodAutoscaler", Resource.AUTOSCALERS),
          Map.entry("NetworkPolicy", Resource.NETWORK_POLICIES),
          Map.entry("Certificate", Resource.CERTIFICATES),
          Map.entry("ExternalSecret", Resource.EXTERNAL_SECRETS),
          Map.entry("Rollout", Resource.ROLLOUTS));

  private Snapshot() {}

  /**
   * @throws ConfigException naming the file, when it holds no list of objects
   */
  public static SimulatedCluster read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** As {@link #read} for text already in memory; {@code source} is its name in errors. */
  public static SimulatedCluster parse(String source, String text) {
    SimulatedCluster cluster = new SimulatedCluster();
    JsonNode items = tree(source, text).path("items");
    if (!items.isArray()) {
      throw new ConfigException(source + ": must hold a Kubernetes List with its items");
    }
    for (JsonNode item : items) {
      put(cluster, source, item);
    }
    return cluster;
  }

  private static JsonNode tree(String source, String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigException(source + ": is no YAML or JSON: " + e.getOriginalMessage());
    }
  }

  private static void put(SimulatedCluster cluster, String source, JsonNode item) {
    Resource resource = KINDS.get(item.path("kind").asText());
    if (resource == null) {
      return;
    }
    if (item.at("/metadata/name").asText().isEmpty()) {
      throw new ConfigException(source + ": a " + item.path("kind").asText() + " has no name");
    }
    cluster.put(resource, item.at("/metadata/namespace").asText(), (ObjectNode) item);
  }
}
