package io.aionyx.core;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.model.ModelRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Brings a feature table's columns into the order a model was trained on. Where that is the table's
 * own order, which it is for a bundle trained by this version, nothing is copied.
 */
final class Columns {
  private final int[] from;
  private final boolean inOrder;
  private FloatBuffer gathered = FloatBuffer.allocate(0);

  Columns(String model, List<String> wanted, List<String> available) {
    this.from = wanted.stream().mapToInt(available::indexOf).toArray();
    for (int i = 0; i < from.length; i++) {
      if (from[i] < 0) {
        throw new ModelRefusedException(
            "model " + model + ": unknown feature " + wanted.get(i) + ", this version has no such");
      }
    }
    this.inOrder = wanted.equals(available);
  }

  FloatBuffer of(FeatureTable table) {
    if (inOrder) {
      return table.rows();
    }
    int rows = table.entities().size();
    int floats = rows * from.length;
    if (gathered.capacity() < floats) {
      gathered =
          ByteBuffer.allocateDirect((floats + floats / 4) * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < from.length; i++) {
        gathered.put(row * from.length + i, table.at(row, from[i]));
      }
    }
    return gathered;
  }
}
