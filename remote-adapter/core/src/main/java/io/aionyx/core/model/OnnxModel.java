package io.aionyx.core.model;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A failure model that scores by its ONNX graph.
 *
 * <p>Before it serves, it scores a few rows dry: a graph that answers with anything but an ordered
 * triple of probabilities and contributions that add up to the margin is refused.
 *
 * <p>Safe for several threads. The {@link Scores} of a call live in buffers of the calling thread
 * and hold until that thread scores with the same model again.
 */
public final class OnnxModel implements Model {
  private final ModelCard card;
  private final OnnxGraph graph;
  private final Optional<TreeEnsemble> trees;
  private final ThreadLocal<OutputBuffers> buffers = new ThreadLocal<>();

  private OnnxModel(ModelCard card, OnnxGraph graph, Optional<TreeEnsemble> trees) {
    this.card = card;
    this.graph = graph;
    this.trees = trees;
  }

  /**
   * Opens a model from the bytes of its graph.
   *
   * @throws ModelRefusedException where hash, content, shapes or the dry run are not as they must
   */
  public static OnnxModel load(ModelCard card, byte[] onnx) {
    try {
      return open(card, onnx);
    } catch (ModelRefusedException e) {
      throw new ModelRefusedException("model " + card.name() + ": " + e.getMessage(), e);
    }
  }

  private static OnnxModel open(ModelCard card, byte[] onnx) {
    int features = card.features().size();
    var outputs =
        Map.of(
            "probability", 1, "lower", 1, "upper", 1, "margin", 1, "contributions", features + 1);
    var graph = OnnxGraph.load(onnx, card.sha256(), features, outputs, Map.of("eta", 3));
    try {
      var trees = TreeReader.read(OnnxFile.read(onnx));
      var model = new OnnxModel(card, graph, trees);
      DryRun.check(model);
      return model;
    } catch (RuntimeException e) {
      graph.close();
      throw e instanceof ModelRefusedException refused
          ? refused
          : new ModelRefusedException("the graph is inconsistent: " + e.getMessage(), e);
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }

  /** The boosted trees behind the margin, where the graph carries them with their covers. */
  @Override
  public Optional<TreeEnsemble> trees() {
    return trees;
  }

  @Override
  public Scores score(FloatBuffer rows, int count) {
    var outputs = buffers(count);
    graph.run(rows, count, outputs);
    return new Scores(
        count,
        card.features().size(),
        outputs.get("probability"),
        outputs.get("lower"),
        outputs.get("upper"),
        outputs.get("margin"),
        outputs.get("contributions"),
        outputs.get("eta"));
  }

  private OutputBuffers buffers(int count) {
    var current = buffers.get();
    if (current == null || current.rows() < count) {
      current = graph.allocate(Math.max(64, count + count / 4));
      if (!graph.has("eta")) {
        current.addUnknown("eta", 3);
      }
      buffers.set(current);
    }
    return current;
  }

  @Override
  public void close() {
    graph.close();
  }
}
