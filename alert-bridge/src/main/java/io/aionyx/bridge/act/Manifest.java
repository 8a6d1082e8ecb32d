package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the few fields of Kubernetes objects that actions look at. */
final class Manifest {

  private Manifest() {}

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asText();
  }

  static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  static String annotation(JsonNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asText("");
  }

  static String label(JsonNode object, String name) {
    return object.path("metadata").path("labels").path(name).asText("");
  }

  /** The owner that would replace the object, as {@code ReplicaSet/cart-6f}. */
  static Optional<JsonNode> controller(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  static boolean condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  static boolean isStatic(JsonNode pod) {
    return !annotation(pod, "kubernetes.io/config.mirror").isEmpty();
  }

  static boolean isFinished(JsonNode pod) {
    return pod.path("status").path("phase").asText().matches("Succeeded|Failed");
  }

  static boolean isGoing(JsonNode pod) {
    return pod.path("metadata").has("deletionTimestamp");
  }

  /** Why evicting the pod would do harm, by its own words or its owner's. */
  static Optional<String> protection(JsonNode pod) {
    if (annotation(pod, "cluster-autoscaler.kubernetes.io/safe-to-evict").equals("false")) {
      return Optional.of(name(pod) + " is marked as not safe to evict");
    }
    return controller(pod)
        .filter(o -> o.path("kind").asText().equals("Job"))
        .map(o -> name(pod) + " belongs to a Job, which would lose its work");
  }

  static boolean isReady(JsonNode object) {
    return condition(object, "Ready") && !isGoing(object);
  }

  /** {@code a=b,c=d} from matchLabels and matchExpressions. */
  static String labelSelector(JsonNode selector) {
    List<String> terms = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(l -> terms.add(l.getKey() + "=" + l.getValue().asText()));
    for (JsonNode expression : selector.path("matchExpressions")) {
      terms.add(term(expression));
    }
    return String.join(",", terms);
  }

  private static String term(JsonNode expression) {
    String key = expression.path("key").asText();
    List<String> values = new ArrayList<>();
    expression.path("values").forEach(v -> values.add(v.asText()));
    String list = " (" + String.join(",", values) + ")";
    return switch (expression.path("operator").asText()) {
      case "In" -> key + " in" + list;
      case "NotIn" -> key + " notin" + list;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }

  /** A patch that applies to this version of the object only. */
  static ObjectNode guarded(JsonNode object) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .put("resourceVersion", object.path("metadata").path("resourceVersion").asText());
    return patch;
  }
}
