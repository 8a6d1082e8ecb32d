package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Whether the requests of moving pods fit on the nodes that stay. Sums are compared, not a packing:
 * a sum that does not fit certainly fails; one that fits may still fail, which verification sees.
 */
final class SpareCapacity {

  private SpareCapacity() {}

  static Optional<String> missing(Cluster cluster, String leaving, List<ObjectNode> moving) {
    if (moving.isEmpty()) {
      return Optional.empty();
    }
    List<ObjectNode> nodes =
        cluster.list(Resource.NODES, "", "", "").stream()
            .filter(n -> Nodes.serves(n) && !Manifest.name(n).equals(leaving))
            .toList();
    List<String> names = nodes.stream().map(Manifest::name).toList();
    List<ObjectNode> staying =
        cluster.list(Resource.PODS, "", "", "").stream()
            .filter(p -> names.contains(p.path("spec").path("nodeName").asText()))
            .filter(p -> !Manifest.isFinished(p))
            .toList();
    for (String resource : List.of("cpu", "memory")) {
      BigDecimal free = allocatable(nodes, resource).subtract(requested(staying, resource));
      BigDecimal needed = requested(moving, resource);
      if (needed.compareTo(free) > 0) {
        return Optional.of(
            "the other nodes have "
                + free.toPlainString()
                + " "
                + resource
                + " to spare, "
                + needed.toPlainString()
                + " are needed");
      }
    }
    return Optional.empty();
  }

  private static BigDecimal allocatable(List<ObjectNode> nodes, String resource) {
    return nodes.stream()
        .map(n -> Quantity.parse(n.path("status").path("allocatable").path(resource).asText("0")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal requested(List<ObjectNode> pods, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ObjectNode pod : pods) {
      for (JsonNode container : pod.path("spec").path("containers")) {
        JsonNode request = container.path("resources").path("requests").path(resource);
        sum = sum.add(Quantity.parse(request.asText("0")));
      }
    }
    return sum;
  }
}
