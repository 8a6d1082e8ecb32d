package io.aionyx.trainer.trees;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A model that grows round by round and remembers after which one it was best. */
final class Growth {
  /** Which way the tuning metric improves. */
  enum Better {
    HIGHER,
    LOWER
  }

  private static final String TUNE = "tune";

  private final DMatrix train;
  private final DMatrix tune;
  private final Booster booster;
  private final Better better;
  private int rounds;
  private int bestRound;
  private double best = Double.NEGATIVE_INFINITY;

  Growth(Natives natives, Matrix train, Matrix tune, Map<String, Object> parameters, Better better)
      throws XGBoostError {
    this.train = natives.rows(train);
    this.tune = natives.rows(tune);
    this.better = better;
    this.booster =
        natives.keep(XGBoost.train(this.train, parameters, 0, Map.of(TUNE, this.tune), null, null));
  }

  void addRound() throws XGBoostError {
    booster.update(train, rounds);
    double metric = metric(booster.evalSet(new DMatrix[] {tune}, new String[] {TUNE}, rounds));
    double gain = better == Better.HIGHER ? metric : -metric;
    if (gain > best) {
      best = gain;
      bestRound = rounds;
    }
    rounds++;
  }

  int rounds() {
    return rounds;
  }

  int bestRound() {
    return bestRound;
  }

  int sinceBest() {
    return rounds == 0 ? 0 : rounds - 1 - bestRound;
  }

  byte[] toJson() throws XGBoostError {
    return booster.toByteArray("json");
  }

  /** From {@code [7] tune-aucpr:0.86}. */
  private static double metric(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).strip());
  }
}
