package io.aionyx.scenarios.plan;

/** What an effect acts on, by its index in the topology. */
public record Target(Scope scope, int index) {
  /** Levels at which effects act. */
  public enum Scope {
    POD,
    NODE,
    WORKLOAD
  }

  public static Target pod(int slot) {
    return new Target(Scope.POD, slot);
  }

  public static Target node(int node) {
    return new Target(Scope.NODE, node);
  }

  public static Target workload(int workload) {
    return new Target(Scope.WORKLOAD, workload);
  }
}
