package io.aionyx.core.signals;

import java.util.List;

/**
 * A kind of thing that may fail and the labels that tell one from another.
 *
 * <p>The label names are those of kube-state-metrics, so that {@code * on(namespace, pod)} joins
 * work on what we write. {@code cluster} comes before them where a cluster label is known.
 */
public record EntityKind(String name, List<String> identity) implements Comparable<EntityKind> {
  public static final EntityKind NODE = new EntityKind("node", List.of("node"));
  public static final EntityKind POD = new EntityKind("pod", List.of("namespace", "pod"));
  public static final EntityKind WORKLOAD =
      new EntityKind("workload", List.of("namespace", "workload", "workload_kind"));
  public static final EntityKind PVC =
      new EntityKind("pvc", List.of("namespace", "persistentvolumeclaim"));
  public static final EntityKind SERVICE =
      new EntityKind("service", List.of("namespace", "service"));

  public EntityKind {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("entity kind must be a lower-case word: was " + name);
    }
    if (identity.isEmpty()) {
      throw new IllegalArgumentException("entity kind " + name + " has no identity label");
    }
    identity = List.copyOf(identity);
  }

  @Override
  public int compareTo(EntityKind other) {
    return name.compareTo(other.name);
  }
}
