package io.aionyx.predictor;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Evaluation;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.telemetry.Telemetry;
import java.util.HashSet;
import java.util.Set;

/** Counts when an entity becomes anomalous, not how long it stays so. Not thread-safe. */
final class Novelties {
  private final Telemetry telemetry;
  private Set<Novelty> open = Set.of();

  Novelties(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  private record Novelty(Entity entity, String detector) {}

  void observe(Evaluation evaluation) {
    var now = new HashSet<Novelty>();
    for (Anomaly anomaly : evaluation.anomalies()) {
      if (anomaly.score() > 1 && opens(now, new Novelty(anomaly.entity(), anomaly.detector()))) {
        telemetry.anomalous(anomaly.detector(), anomaly.entity().kind().name());
      }
    }
    open = now;
  }

  private boolean opens(Set<Novelty> now, Novelty novelty) {
    now.add(novelty);
    return !open.contains(novelty);
  }
}
