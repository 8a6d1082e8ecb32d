package io.aionyx.core.features;

import io.aionyx.core.signals.Entity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The feature matrix of one kind at one evaluation: a row an entity, a column a feature, row-major
 * float32 outside the heap, NaN for unknown.
 *
 * <p>The buffer is reused by the next evaluation: what must outlive it is copied.
 */
public final class FeatureTable {
  private final List<String> names;
  private List<Entity> entities = List.of();
  private FloatBuffer rows = allocate(0);

  public FeatureTable(List<String> names) {
    this.names = List.copyOf(names);
  }

  private static FloatBuffer allocate(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  void begin(List<Entity> rowEntities) {
    entities = rowEntities;
    int floats = Math.multiplyExact(rowEntities.size(), names.size());
    if (rows.capacity() < floats) {
      rows = allocate(floats + floats / 4);
    }
    rows.clear();
  }

  void put(float value) {
    rows.put(value);
  }

  public List<String> names() {
    return names;
  }

  /** Row order. */
  public List<Entity> entities() {
    return entities;
  }

  public float at(int row, int column) {
    return rows.get(row * names.size() + column);
  }

  /** A view of the whole matrix from index 0, {@code entities × names} floats. */
  public FloatBuffer rows() {
    return rows.duplicate().position(0).limit(entities.size() * names.size());
  }
}
