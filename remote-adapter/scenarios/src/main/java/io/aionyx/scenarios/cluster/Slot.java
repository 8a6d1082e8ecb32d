package io.aionyx.scenarios.cluster;

import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;

/**
 * A place for a pod: replica {@code ordinal} of a workload. Pods come and go in it under new names.
 *
 * @param node where its first pod runs
 */
public record Slot(int index, Workload workload, int ordinal, int node) {
  /** Name of the volume claim that a stateful set makes for the place. */
  public String claim() {
    return "data-" + workload.name() + '-' + ordinal;
  }

  /** The volume as an entity that may fail. */
  public Entity volume() {
    return new Entity(
        EntityKind.PVC,
        Labels.of("namespace", workload.namespace(), "persistentvolumeclaim", claim()));
  }
}
