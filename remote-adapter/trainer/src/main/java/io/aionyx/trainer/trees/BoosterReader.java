package io.aionyx.trainer.trees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.core.model.TreeEnsemble;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns XGBoost's JSON model into plain trees.
 *
 * <p>The model form is read instead of the text dump since it carries the covers. A leaf keeps its
 * value where a split keeps its condition. The base score is kept on the scale of the output, as a
 * text, in newer versions inside brackets.
 */
final class BoosterReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BoosterReader() {}

  /**
   * Reads the trees of one output.
   *
   * @param group index of the output the trees vote for
   * @param rounds trees of that output to keep, from the first
   */
  static TreeEnsemble read(byte[] json, int group, int rounds, boolean logistic) {
    var learner = parse(json).at("/learner");
    var model = learner.at("/gradient_booster/model");
    var builder = new TreeBuilder();
    int kept = 0;
    for (int i = 0; i < model.at("/trees").size() && kept < rounds; i++) {
      if (model.at("/tree_info").get(i).asInt() == group) {
        copy(model.at("/trees").get(i), builder);
        kept++;
      }
    }
    return builder.build(base(learner.at("/learner_model_param/base_score"), group, logistic));
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("XGBoost wrote a model that is not JSON", e);
    }
  }

  private static float base(JsonNode text, int group, boolean logistic) {
    String[] scores = text.asText().replace("[", "").replace("]", "").split(",", -1);
    double score = Double.parseDouble(scores[Math.min(group, scores.length - 1)]);
    return (float) (logistic ? Math.log(score / (1 - score)) : score);
  }

  private static void copy(JsonNode tree, TreeBuilder into) {
    into.startTree();
    for (int i = 0; i < tree.get("left_children").size(); i++) {
      int left = tree.get("left_children").get(i).asInt();
      float condition = (float) tree.get("split_conditions").get(i).asDouble();
      double cover = tree.get("sum_hessian").get(i).asDouble();
      if (left < 0) {
        into.leaf(condition, cover);
      } else {
        into.split(
            tree.get("split_indices").get(i).asInt(),
            condition,
            left,
            tree.get("right_children").get(i).asInt(),
            tree.get("default_left").get(i).asInt() != 0,
            cover);
      }
    }
  }
}
