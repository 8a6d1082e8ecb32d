package io.aionyx.predictor;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.telemetry.Telemetry;
import java.util.HashSet;
import java.util.Set;

/** Counts when an entity goes over a threshold, not how long it stays there. Not thread-safe. */
final class Alarms {
  private final Telemetry telemetry;
  private Set<Alarm> open = Set.of();

  Alarms(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  private record Alarm(Entity entity, String source) {}

  void observe(Evaluation evaluation) {
    var now = new HashSet<Alarm>();
    for (Prediction prediction : evaluation.predictions()) {
      if (prediction.alarming()
          && opens(now, new Alarm(prediction.entity(), "model " + prediction.model()))) {
        telemetry.opened(prediction.model(), prediction.failureMode());
      }
    }
    for (Anomaly anomaly : evaluation.anomalies()) {
      if (anomaly.score() > 1
          && opens(now, new Alarm(anomaly.entity(), "detector " + anomaly.detector()))) {
        telemetry.anomalous(anomaly.detector(), anomaly.entity().kind().name());
      }
    }
    open = now;
  }

  private boolean opens(Set<Alarm> now, Alarm alarm) {
    now.add(alarm);
    return !open.contains(alarm);
  }
}
