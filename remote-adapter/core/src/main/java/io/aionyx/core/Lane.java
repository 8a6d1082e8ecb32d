package io.aionyx.core;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.features.Features;
import io.aionyx.core.model.OnnxDetector;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.signals.SignalTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;

/** One entity kind's way from signals to predictions. Not thread-safe. */
final class Lane {
  private final Features features;
  private final FeatureTable table;
  private List<Scorer> scorers = List.of();
  private List<Novelty> novelties = List.of();

  private record Novelty(OnnxDetector detector, Columns columns) {}

  Lane(EntityKind kind, SignalCatalog catalog) {
    this.features = Features.of(kind, catalog);
    this.table = new FeatureTable(features.names());
  }

  /** Prepares the models of this kind; the returned action puts them in place. */
  Runnable prepare(Models models) {
    String kind = features.kind().name();
    var nextScorers =
        models.failures().stream()
            .filter(model -> model.card().entityKind().equals(kind))
            .map(model -> new Scorer(model, features.names()))
            .sorted(Comparator.comparing(scorer -> scorer.card().horizon()))
            .toList();
    var nextNovelties =
        models.detectors().stream()
            .filter(detector -> detector.card().entityKind().equals(kind))
            .map(this::novelty)
            .toList();
    return () -> {
      scorers = nextScorers;
      novelties = nextNovelties;
    };
  }

  private Novelty novelty(OnnxDetector detector) {
    var wanted = detector.card().features().stream().map(feature -> feature.name()).toList();
    return new Novelty(detector, new Columns(detector.card().name(), wanted, features.names()));
  }

  FeatureTable compute(SignalTable signals, long atMillis) {
    features.compute(signals, atMillis, table);
    return table;
  }

  FeatureTable compute(SignalTable signals, long atMillis, Predicate<Entity> wanted) {
    features.compute(signals, atMillis, wanted, table);
    return table;
  }

  List<Drift> drift() {
    return scorers.stream().flatMap(scorer -> scorer.drift().stream()).toList();
  }

  void predict(long atMillis, List<Prediction> into) {
    var batches = scorers.stream().map(scorer -> scorer.score(table, atMillis)).toList();
    var shorter = new HashMap<String, Prediction>();
    for (int row = 0; row < table.entities().size(); row++) {
      shorter.clear();
      for (Scorer.Batch batch : batches) {
        Prediction prediction = batch.at(row);
        into.add(shorter.merge(prediction.failureMode(), prediction, (s, l) -> l.noLessThan(s)));
      }
    }
  }

  void detect(List<Anomaly> into) {
    for (Novelty novelty : novelties) {
      var card = novelty.detector().card();
      var scores = novelty.detector().score(novelty.columns().of(table), table.entities().size());
      for (int row = 0; row < table.entities().size(); row++) {
        double score = scores.get(row) / card.threshold();
        into.add(new Anomaly(table.entities().get(row), card.name(), score));
      }
    }
  }
}
