package io.aionyx.trainer.trees;

import java.util.ArrayDeque;
import java.util.Deque;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Frees what XGBoost holds outside the heap, newest first. */
final class Natives implements AutoCloseable {
  private final Deque<Runnable> disposals = new ArrayDeque<>();

  DMatrix rows(Matrix matrix) throws XGBoostError {
    var rows = new DMatrix(matrix.values(), matrix.rows(), matrix.columns(), Float.NaN);
    disposals.push(rows::dispose);
    rows.setLabel(matrix.labels());
    rows.setWeight(matrix.weights());
    return rows;
  }

  Booster keep(Booster booster) {
    disposals.push(booster::dispose);
    return booster;
  }

  @Override
  public void close() {
    disposals.forEach(Runnable::run);
  }
}
