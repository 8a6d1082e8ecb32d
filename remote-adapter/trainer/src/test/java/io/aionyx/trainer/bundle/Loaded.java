package io.aionyx.trainer.bundle;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.OnnxModel;
import io.aionyx.trainer.trees.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;

/** Graphs of tests opened the way the product opens them. */
public final class Loaded {
  private Loaded() {}

  public static OnnxModel model(FailureGraph graph) {
    byte[] bytes = graph.toBytes("test");
    return OnnxModel.load(card(graph.features(), sha256(bytes)), bytes);
  }

  public static ModelCard card(int features, String sha256) {
    var specs =
        IntStream.range(0, features).mapToObj(i -> new ModelCard.FeatureSpec("f" + i, 0)).toList();
    return new ModelCard("test", "1", "node", Horizon.M30, "any", specs, 0.5, sha256, Map.of());
  }

  public static FloatBuffer rows(Matrix matrix) {
    return ByteBuffer.allocateDirect(matrix.values().length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(matrix.values())
        .rewind();
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
