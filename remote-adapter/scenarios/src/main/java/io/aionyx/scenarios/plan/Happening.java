package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.plan.Target.Scope;

/**
 * A discrete change of the world.
 *
 * @param index of the slot, node or workload it happens to, as its type says
 * @param untilMillis when it is over; equal to {@code atMillis} for what has no length
 */
public record Happening(long atMillis, Type type, int index, long untilMillis) {
  /** What can happen, and to what. */
  public enum Type {
    /** The kernel kills the container; it is started again. */
    OOM_KILL(Scope.POD),
    /** The container exits with an error or fails its liveness probe; it is started again. */
    CRASH(Scope.POD),
    /** The container waits in back-off for its next start. */
    BACK_OFF(Scope.POD),
    /** Somebody or a timer restarts the container. */
    RESTART(Scope.POD),
    /** The readiness probe fails. */
    UNREADY(Scope.POD),
    /** The kubelet evicts the pod; its object stays as failed, another pod takes the slot. */
    EVICT(Scope.POD),
    /** The pod is deleted and another one takes the slot. */
    REPLACE(Scope.POD),
    /** The memory limit is doubled in place. */
    RAISE_LIMIT(Scope.POD),
    /** Ready is false, the machine and its exporters go on. */
    NOT_READY(Scope.NODE),
    /** The machine is off; when it comes back all its containers have been restarted. */
    DOWN(Scope.NODE),
    DISK_PRESSURE(Scope.NODE),
    MEMORY_PRESSURE(Scope.NODE),
    PID_PRESSURE(Scope.NODE),
    READ_ONLY(Scope.NODE),
    CORDON(Scope.NODE),
    /** Nothing of the node is scraped. */
    SCRAPE_GAP(Scope.NODE),
    /** cAdvisor begins to write another job label. */
    EXPORTER_UPGRADE(Scope.NODE),
    /** The kubelet gets a new client certificate. */
    RENEWAL(Scope.NODE),
    /** A new revision is rolled out. */
    ROLLOUT(Scope.WORKLOAD);

    private final Scope scope;

    Type(Scope scope) {
      this.scope = scope;
    }

    public Scope scope() {
      return scope;
    }
  }

  static Happening moment(long atMillis, Type type, int index) {
    return new Happening(atMillis, type, index, atMillis);
  }
}
