package io.aionyx.scenarios.cluster;

import java.util.List;

/**
 * A deployment or stateful set and how its pods behave when all is well.
 *
 * @param firstSlot index of its first pod slot; the others follow
 * @param cpuLimitCores per pod
 * @param memoryLimitBytes per pod
 * @param ownRequestsPerSecond from outside the cluster, for all pods, at the daily mean
 * @param nominalRequestsPerSecond own and from callers, per pod, at the daily mean
 * @param utilization share of the CPU limit used at the nominal rate
 * @param memoryShare of the memory limit used when idle
 * @param latencySeconds own median latency when idle
 * @param dailyAmplitude of the season, as a share of the mean
 * @param weekendFactor traffic at the weekend over that of other days
 * @param peakHour of the day, UTC
 */
public record Workload(
    int index,
    String namespace,
    String name,
    Role role,
    boolean stateful,
    boolean jvm,
    int replicas,
    int firstSlot,
    double cpuLimitCores,
    double memoryLimitBytes,
    double ownRequestsPerSecond,
    double nominalRequestsPerSecond,
    double utilization,
    double memoryShare,
    double latencySeconds,
    double dailyAmplitude,
    double weekendFactor,
    double peakHour,
    List<Call> calls) {
  public Workload {
    calls = List.copyOf(calls);
  }

  /** As kube-state-metrics writes the kind of the owner that a user knows. */
  public String kind() {
    return stateful ? "StatefulSet" : "Deployment";
  }

  public int lastSlot() {
    return firstSlot + replicas - 1;
  }

  /** The same, placed in the call graph. */
  Workload called(double ownRequestsPerSecond, double nominalRequestsPerSecond, List<Call> calls) {
    return new Workload(
        index,
        namespace,
        name,
        role,
        stateful,
        jvm,
        replicas,
        firstSlot,
        cpuLimitCores,
        memoryLimitBytes,
        ownRequestsPerSecond,
        nominalRequestsPerSecond,
        utilization,
        memoryShare,
        latencySeconds,
        dailyAmplitude,
        weekendFactor,
        peakHour,
        calls);
  }
}
