package io.aionyx.core.model;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** One direct buffer per graph output, each large enough for so many rows. */
final class OutputBuffers {
  private final int rows;
  private final Map<String, FloatBuffer> buffers = new HashMap<>();

  OutputBuffers(int rows, Map<String, Integer> columns) {
    this.rows = rows;
    columns.forEach((name, width) -> buffers.put(name, OnnxGraph.directFloats(rows * width)));
  }

  int rows() {
    return rows;
  }

  FloatBuffer get(String output) {
    var buffer = buffers.get(output);
    if (buffer == null) {
      throw new IllegalArgumentException("no output " + output + " among " + buffers.keySet());
    }
    return buffer;
  }

  /** Adds an output the graph does not have: unknown in every row. */
  void addUnknown(String output, int width) {
    var nan = OnnxGraph.directFloats(rows * width);
    for (int i = 0; i < nan.capacity(); i++) {
      nan.put(i, Float.NaN);
    }
    buffers.put(output, nan);
  }
}
