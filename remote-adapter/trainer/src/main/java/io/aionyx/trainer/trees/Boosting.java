package io.aionyx.trainer.trees;

import io.aionyx.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosting by XGBoost's histogram method on one thread.
 *
 * <p>One thread, since sums over several depend on how they were cut: a bundle must come out the
 * same on every machine. Models are trained side by side instead.
 *
 * @param depth of each tree
 * @param rounds at most so many trees per output
 * @param patience rounds without improvement on the tuning rows after which growing stops
 * @param learningRate share of each tree's correction that is taken
 * @param minimumChildWeight least training weight in a leaf
 * @param seed of row and column sampling
 */
public record Boosting(
    int depth,
    int rounds,
    int patience,
    double learningRate,
    double minimumChildWeight,
    long seed) {
  public static Boosting standard(long seed) {
    return new Boosting(6, 360, 50, 0.05, 4, seed);
  }

  /**
   * Learns the log-odds of a label of 1, growing until precision over recall on the tuning rows no
   * longer improves.
   *
   * @param directions per column +1 where more of it can only raise the risk, −1 where only less
   *     can, 0 where both may
   */
  public TreeEnsemble classify(Matrix train, Matrix tune, int[] directions) {
    var parameters = parameters();
    parameters.put("objective", "binary:logistic");
    parameters.put("eval_metric", "aucpr");
    parameters.put("monotone_constraints", constraints(directions));
    return grow(train, tune, parameters, 1, Growth.Better.HIGHER).get(0);
  }

  /** Learns quantiles of the labels, one ensemble for each. */
  public List<TreeEnsemble> quantiles(Matrix train, Matrix tune, double... quantiles) {
    var parameters = parameters();
    parameters.put("objective", "reg:quantileerror");
    parameters.put("eval_metric", "quantile");
    var alphas = new ArrayList<String>();
    for (double quantile : quantiles) {
      alphas.add(Double.toString(quantile));
    }
    parameters.put("quantile_alpha", '[' + String.join(",", alphas) + ']');
    return grow(train, tune, parameters, quantiles.length, Growth.Better.LOWER);
  }

  private Map<String, Object> parameters() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", depth);
    parameters.put("eta", learningRate);
    parameters.put("min_child_weight", minimumChildWeight);
    parameters.put("subsample", 0.8);
    parameters.put("colsample_bytree", 0.4);
    parameters.put("lambda", 2.0);
    parameters.put("max_bin", 128);
    parameters.put("seed", seed);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static String constraints(int[] directions) {
    var signs = new ArrayList<String>();
    for (int direction : directions) {
      signs.add(Integer.toString(direction));
    }
    return '(' + String.join(",", signs) + ')';
  }

  private List<TreeEnsemble> grow(
      Matrix train,
      Matrix tune,
      Map<String, Object> parameters,
      int outputs,
      Growth.Better better) {
    try (var natives = new Natives()) {
      var growth = new Growth(natives, train, tune, parameters, better);
      while (growth.rounds() < rounds && growth.sinceBest() < patience) {
        growth.addRound();
      }
      int kept = growth.bestRound() + 1;
      byte[] json = growth.toJson();
      var ensembles = new ArrayList<TreeEnsemble>();
      for (int output = 0; output < outputs; output++) {
        ensembles.add(BoosterReader.read(json, output, kept, better == Growth.Better.HIGHER));
      }
      return ensembles;
    } catch (XGBoostError e) {
      throw new IllegalStateException("boosting failed: " + e.getMessage(), e);
    }
  }
}
