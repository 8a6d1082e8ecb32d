package io.aionyx.trainer.backtest;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.model.Model;
import io.aionyx.core.signals.EntityKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A failure model as a judge: its calibrated probability. */
final class ModelJudge implements Judge {
  private final EntityKind kind;
  private final Model model;
  private int[] columns = new int[0];
  private FloatBuffer rows = FloatBuffer.allocate(0);

  ModelJudge(EntityKind kind, Model model) {
    this.kind = kind;
    this.model = model;
  }

  @Override
  public EntityKind kind() {
    return kind;
  }

  @Override
  public void judge(FeatureTable table, float[] scores) {
    int count = table.entities().size();
    if (count > 0) {
      arrange(table, count);
      model.score(rows, count).probability().get(0, scores, 0, count);
    }
  }

  private void arrange(FeatureTable table, int count) {
    if (columns.length == 0) {
      columns =
          model.card().featureNames().stream().mapToInt(name -> column(table, name)).toArray();
    }
    if (rows.capacity() < count * columns.length) {
      rows =
          ByteBuffer.allocateDirect(2 * count * columns.length * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < columns.length; i++) {
        rows.put(row * columns.length + i, table.at(row, columns[i]));
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private int column(FeatureTable table, String name) {
    int column = table.names().indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException(
          "model " + model.card().name() + " needs an unknown feature: " + name);
    }
    return column;
  }
}
