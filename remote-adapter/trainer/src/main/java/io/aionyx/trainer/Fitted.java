package io.aionyx.trainer;

import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.OnnxModel;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.bundle.Card;
import io.aionyx.trainer.bundle.FailureGraph;
import io.aionyx.trainer.samples.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A failure model that was fitted and has no threshold yet. */
final class Fitted {
  private static final double OPEN_THRESHOLD = 0.5;

  private final Fitting fitting;
  private final byte[] onnx;
  private final Map<String, Object> facts;

  Fitted(Fitting fitting, FailureGraph graph, Map<String, Object> facts) {
    this.fitting = fitting;
    this.onnx = graph.toBytes(Card.producerVersion());
    this.facts = facts;
  }

  Fitting fitting() {
    return fitting;
  }

  EntityKind kind() {
    return fitting.kind();
  }

  byte[] onnx() {
    return onnx;
  }

  Map<String, Object> facts() {
    return facts;
  }

  /** The model as it will serve, but for its threshold. */
  OnnxModel open() {
    return OnnxModel.load(ModelCard.of(card(OPEN_THRESHOLD).toMap(onnx)), onnx);
  }

  Card card(double threshold) {
    var samples = fitting.grow();
    return new Card(
        fitting.name(),
        fitting.kind().name(),
        fitting.horizon().label(),
        samples.names(),
        samples.typical(),
        threshold,
        new LinkedHashMap<>());
  }

  /** Rows with the answers this machine's runtime gave; another runtime must give them too. */
  List<Object> golden() {
    var rows =
        fitting.calibrate().list().stream()
            .sorted(Comparator.comparingDouble(Samples.Sample::secondsToFailure))
            .toList();
    var golden = new ArrayList<Object>();
    try (var model = open()) {
      for (int i : new int[] {0, rows.size() / 2, rows.size() - 1}) {
        golden.add(golden(model, rows.get(i).features()));
      }
    }
    return golden;
  }

  private static Map<String, Object> golden(OnnxModel model, float[] row) {
    var buffer =
        ByteBuffer.allocateDirect(row.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(row);
    float probability = model.score(buffer, 1).probability().get(0);
    var values = new ArrayList<Object>();
    for (float value : row) {
      values.add(Float.isNaN(value) ? "unknown" : (Object) value);
    }
    var entry = new LinkedHashMap<String, Object>();
    entry.put("probability", probability);
    entry.put("row", values);
    return entry;
  }
}
