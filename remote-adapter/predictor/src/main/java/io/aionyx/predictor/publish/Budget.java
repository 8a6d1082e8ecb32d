package io.aionyx.predictor.publish;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.predictor.config.Config.Publish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the entities whose series are written. Pods come and go by the thousand and most are
 * well, so a pod is written when it is at risk or among the riskiest; everything else always is.
 */
final class Budget {
  private final Publish limits;

  Budget(Publish limits) {
    this.limits = limits;
  }

  /**
   * @param rank 1 is most at risk of all entities
   * @param risk greatest probability over horizons and failure modes
   */
  record Chosen(Entity entity, int rank, double risk, List<Prediction> predictions) {}

  /**
   * @param withheld entities that were left out
   */
  record Choice(List<Chosen> entities, int withheld) {}

  /** Most at risk first; ties in entity order, so that a replay chooses the same. */
  Choice choose(Evaluation evaluation) {
    var chosen = new ArrayList<Chosen>();
    int rank = 0;
    int pods = 0;
    for (Chosen candidate : byRisk(evaluation)) {
      rank++;
      boolean pod = candidate.entity().kind().equals(EntityKind.POD);
      pods += pod ? 1 : 0;
      if (!pod || pods <= limits.podsTop() || candidate.risk() > limits.podsAbove()) {
        chosen.add(new Chosen(candidate.entity(), rank, candidate.risk(), candidate.predictions()));
      }
    }
    return new Choice(chosen, rank - chosen.size());
  }

  static List<Chosen> byRisk(Evaluation evaluation) {
    var byEntity = new LinkedHashMap<Entity, List<Prediction>>();
    for (Prediction prediction : evaluation.predictions()) {
      byEntity.computeIfAbsent(prediction.entity(), _ -> new ArrayList<>()).add(prediction);
    }
    return byEntity.entrySet().stream()
        .map(entry -> new Chosen(entry.getKey(), 0, risk(entry), entry.getValue()))
        .sorted(Comparator.comparingDouble(Chosen::risk).reversed().thenComparing(Chosen::entity))
        .toList();
  }

  private static double risk(Map.Entry<Entity, List<Prediction>> entry) {
    return entry.getValue().stream().mapToDouble(Prediction::probability).max().orElse(0);
  }
}
