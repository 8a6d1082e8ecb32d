package io.aionyx.bridge.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch, RFC 7386. */
public final class MergePatch {

  private MergePatch() {}

  /** The patch that turns {@code from} into {@code to}. */
  public static ObjectNode between(ObjectNode from, ObjectNode to) {
    ObjectNode patch = Json.object();
    for (Map.Entry<String, JsonNode> old : from.properties()) {
      if (!to.has(old.getKey())) {
        patch.putNull(old.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> wanted : to.properties()) {
      JsonNode old = from.get(wanted.getKey());
      if (old instanceof ObjectNode oldObject && wanted.getValue() instanceof ObjectNode object) {
        ObjectNode nested = between(oldObject, object);
        if (!nested.isEmpty()) {
          patch.set(wanted.getKey(), nested);
        }
      } else if (!isAbsent(wanted.getValue(), old) && !wanted.getValue().equals(old)) {
        patch.set(wanted.getKey(), wanted.getValue());
      }
    }
    return patch;
  }

  /** In a merge patch null and absent are the same. */
  private static boolean isAbsent(JsonNode wanted, @Nullable JsonNode old) {
    return wanted.isNull() && old == null;
  }

  /** Changes {@code object} in place. */
  public static void apply(ObjectNode object, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        object.remove(name);
      } else if (change.getValue() instanceof ObjectNode nested) {
        ObjectNode inner =
            object.get(name) instanceof ObjectNode old ? old : object.putObject(name);
        apply(inner, nested);
      } else {
        object.set(name, change.getValue());
      }
    }
  }
}
