package io.aionyx.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an ONNX file holds, read before the runtime sees it.
 *
 * <p>Refuses what a scoring graph has no use for and an attacker has: external data, control flow,
 * model-local functions, training graphs, and operators of other domains, which would ask for
 * custom native code.
 */
final class OnnxFile {
  static final int MAX_BYTES = 256 << 20;
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");

  private final List<OnnxNode> nodes = new ArrayList<>();

  private OnnxFile() {}

  static OnnxFile read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ModelRefusedException(
          "the graph must have at most " + MAX_BYTES + " bytes: was " + bytes.length);
    }
    var file = new OnnxFile();
    var model = new ProtoCursor(bytes);
    boolean graphSeen = false;
    for (int field = model.nextField(); field != 0; field = model.nextField()) {
      switch (field) {
        case 7 -> {
          file.readGraph(model.message());
          graphSeen = true;
        }
        case 20 -> throw new ModelRefusedException("the file holds a training graph");
        case 25 -> throw new ModelRefusedException("the file defines functions of its own");
        default -> model.skip();
      }
    }
    if (!graphSeen) {
      throw new ModelRefusedException("the file holds no graph");
    }
    return file;
  }

  Optional<OnnxNode> node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  private void readGraph(ProtoCursor graph) {
    for (int field = graph.nextField(); field != 0; field = graph.nextField()) {
      switch (field) {
        case 1 -> nodes.add(allowed(OnnxNode.read(graph.message())));
        case 5 -> OnnxTensorCheck.inline(graph.message());
        case 15 -> OnnxTensorCheck.sparse(graph.message());
        default -> graph.skip();
      }
    }
  }

  private static OnnxNode allowed(OnnxNode node) {
    if (!DOMAINS.contains(node.domain())) {
      throw new ModelRefusedException(
          "operator " + node.operator() + " is of the unknown domain " + node.domain());
    }
    return node;
  }
}
