package io.aionyx.core.model;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * An anomaly model that scores by its ONNX graph; output {@code score} in [0, 1].
 *
 * <p>Safe for several threads; a result holds until the same thread scores again.
 */
public final class OnnxDetector implements AutoCloseable {
  private static final String SCORE = "score";

  private final DetectorCard card;
  private final OnnxGraph graph;
  private final ThreadLocal<OutputBuffers> buffers = new ThreadLocal<>();

  private OnnxDetector(DetectorCard card, OnnxGraph graph) {
    this.card = card;
    this.graph = graph;
  }

  /**
   * Opens a detector from the bytes of its graph.
   *
   * @throws ModelRefusedException where hash, content, shapes or the dry run are not as they must
   */
  public static OnnxDetector load(DetectorCard card, byte[] onnx) {
    try {
      int features = card.features().size();
      var graph = OnnxGraph.load(onnx, card.sha256(), features, Map.of(SCORE, 1), Map.of());
      var detector = new OnnxDetector(card, graph);
      detector.dryRun();
      return detector;
    } catch (ModelRefusedException e) {
      throw new ModelRefusedException("model " + card.name() + ": " + e.getMessage(), e);
    }
  }

  public DetectorCard card() {
    return card;
  }

  /** Scores rows as {@link Model#score} does; above {@code card().threshold()} is anomalous. */
  public FloatBuffer score(FloatBuffer rows, int count) {
    var buffer = buffers.get();
    if (buffer == null || buffer.rows() < count) {
      buffer = graph.allocate(Math.max(64, count + count / 4));
      buffers.set(buffer);
    }
    graph.run(rows, count, buffer);
    return buffer.get(SCORE);
  }

  private void dryRun() {
    int width = card.features().size();
    var rows = OnnxGraph.directFloats(2 * width);
    for (int i = 0; i < width; i++) {
      rows.put(i, card.features().get(i).typical()).put(width + i, Float.NaN);
    }
    var scores = score(rows, 2);
    for (int i = 0; i < 2; i++) {
      if (!(scores.get(i) >= 0 && scores.get(i) <= 1)) {
        graph.close();
        throw new ModelRefusedException("dry run: score must be in [0, 1]: was " + scores.get(i));
      }
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
