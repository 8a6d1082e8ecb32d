package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelFolder;
import io.aionyx.core.signals.EntityKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finished bundles as they stand, each horizon a line, with the thresholds of their cards.
 *
 * <pre>{@code
 * var contestants = new ArrayList<>(Contestants.of(folder, catalog.kinds()));
 * contestants.addAll(Baselines.shipped(kinds));
 * var plan = new Backtest.Plan(worlds, seeds, catalog, contestants, kinds, evaluation, every);
 * System.out.println(Table.of(Backtest.run(plan, progress)));
 * }</pre>
 */
public final class Contestants {
  private record Bundle(String name, EntityKind kind, ModelCard card) {}

  private Contestants() {}

  /**
   * All failure models of a folder.
   *
   * @param kinds those whose bundles take part
   * @throws io.aionyx.core.model.ModelRefusedException where a card is not as it must be
   */
  public static List<Contestant> of(ModelFolder folder, List<EntityKind> kinds) {
    var byHorizon = new TreeMap<Horizon, List<Bundle>>();
    for (var name : folder.names()) {
      if (!"anomaly".equals(folder.card(name).get("kind"))) {
        var card = ModelCard.of(folder.card(name));
        kinds.stream()
            .filter(kind -> kind.name().equals(card.entityKind()))
            .forEach(
                kind ->
                    byHorizon
                        .computeIfAbsent(card.horizon(), h -> new ArrayList<>())
                        .add(new Bundle(name, kind, card)));
      }
    }
    var contestants = new ArrayList<Contestant>();
    byHorizon.forEach((horizon, bundles) -> contestants.add(of(folder, horizon, bundles)));
    return contestants;
  }

  private static Contestant of(ModelFolder folder, Horizon horizon, List<Bundle> bundles) {
    var thresholds = new HashMap<EntityKind, Double>();
    bundles.forEach(bundle -> thresholds.put(bundle.kind(), bundle.card().threshold()));
    return new Contestant(
        Contestant.nameOf(horizon), horizon, () -> judges(folder, bundles), Map.copyOf(thresholds));
  }

  private static List<Judge> judges(ModelFolder folder, List<Bundle> bundles) {
    return bundles.stream()
        .<Judge>map(bundle -> new ModelJudge(bundle.kind(), folder.model(bundle.name())))
        .toList();
  }
}
