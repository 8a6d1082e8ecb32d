package io.aionyx.scenarios.plan;

import io.aionyx.core.history.Failure;
import io.aionyx.core.signals.Entity;
import java.util.List;

/** Makes the labels of what was planned. */
final class Labelling {
  /** What stands out can only be said against what is usual, and that takes as long to be seen. */
  private static final long SETTLING_MILLIS = 30 * 60_000;

  private Labelling() {}

  /** Nothing stands out in a stream that has just begun, nor does a cause that lies before it. */
  static Failure failure(
      FailureMode mode, Incident incident, Entity entity, List<Entity> victims, long startMillis) {
    long fail = incident.trajectory().failMillis();
    long cause = incident.trajectory().causeMillis();
    long observable =
        mode.sudden() ? fail : Math.max(incident.observableMillis(), startMillis + SETTLING_MILLIS);
    return new Failure(
        entity,
        mode.label(),
        Math.min(cause, observable),
        Math.min(observable, fail),
        fail,
        victims,
        mode.sudden() ? List.of() : incident.metrics());
  }
}
