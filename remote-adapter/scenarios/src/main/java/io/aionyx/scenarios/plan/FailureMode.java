package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.cluster.Role;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.plan.Target.Scope;
import java.util.List;

/**
 * The ways in which things fail, each with what it pushes on the way and how it ends.
 *
 * <p>Several modes share a {@code failure_mode} label, since operators act on the label and not on
 * the cause.
 */
public enum FailureMode {
  MEMORY_LEAK("oom", Scope.POD, 72, Consequence.OOM_KILL, push(Effect.MEMORY)),
  NATIVE_LEAK("oom", Scope.POD, 48, Consequence.OOM_KILL, push(Effect.MEMORY)),
  CPU_SATURATION("crashloop", Scope.POD, 12, Consequence.CRASH_LOOP, push(Effect.CPU)),
  DESCRIPTOR_LEAK(
      "crashloop",
      Scope.POD,
      48,
      Consequence.CRASH_LOOP,
      push(Effect.DESCRIPTORS),
      late(Effect.ERRORS, 0.5, 30)),
  THREAD_LEAK("pid", Scope.POD, 36, Consequence.CRASH_LOOP, push(Effect.THREADS)),
  CONNECTION_LEAK(
      "crashloop",
      Scope.POD,
      12,
      Consequence.CRASH_LOOP,
      push(Effect.CONNECTIONS),
      late(Effect.LATENCY, 6, 12),
      late(Effect.ERRORS, 0.5, 20)),
  HEAP_EXHAUSTION("crashloop", Scope.POD, 24, Consequence.CRASH_LOOP, push(Effect.HEAP)),
  GREY_FAILURE(
      "grey_latency",
      Scope.POD,
      8,
      Consequence.UNREADY,
      late(Effect.LATENCY, 2, 0.7),
      late(Effect.ERRORS, 0.4, 1)),
  NOISY_NEIGHBOUR("grey_latency", Scope.POD, 4, Consequence.UNREADY, push(Effect.STEAL)),
  VOLUME_FILL("pvc_full", Scope.POD, 48, Consequence.CRASH_LOOP, push(Effect.VOLUME)),
  CASCADE("crashloop", Scope.WORKLOAD, 3, Consequence.CRASH_LOOP, late(Effect.TRAFFIC, 4, 1)),
  OVERLOAD("crashloop", Scope.WORKLOAD, 6, Consequence.CRASH_LOOP, late(Effect.TRAFFIC, 4, 1)),
  NODE_MEMORY("eviction", Scope.NODE, 24, Consequence.MEMORY_PRESSURE, push(Effect.NODE_MEMORY)),
  DISK_FILL("disk_full", Scope.NODE, 48, Consequence.DISK_PRESSURE, push(Effect.DISK)),
  INODE_EXHAUSTION("inode", Scope.NODE, 48, Consequence.DISK_PRESSURE, push(Effect.INODES)),
  CONNTRACK_FULL("conntrack", Scope.NODE, 12, Consequence.NOT_READY, push(Effect.CONNTRACK)),
  PROCESS_EXHAUSTION("pid", Scope.NODE, 24, Consequence.PID_PRESSURE, push(Effect.PROCESSES)),
  NETWORK_DECAY(
      "network",
      Scope.NODE,
      12,
      Consequence.NOT_READY,
      push(Effect.NET_ERRORS),
      late(Effect.RETRANSMITS, 1, 1)),
  DISK_WEAR(
      "io_stall",
      Scope.NODE,
      24,
      Consequence.READ_ONLY,
      push(Effect.BAD_SECTORS),
      late(Effect.DISK_LATENCY, 1, 2)),
  MEMORY_WEAR("hardware", Scope.NODE, 24, Consequence.REBOOT, push(Effect.ECC)),
  OVERHEATING("hardware", Scope.NODE, 8, Consequence.REBOOT, push(Effect.HEAT)),
  CERTIFICATE_EXPIRY(
      "certificate", Scope.NODE, 24, Consequence.NOT_READY, push(Effect.RENEWAL_ERRORS)),
  CLOCK_DRIFT("certificate", Scope.NODE, 24, Consequence.NOT_READY, push(Effect.CLOCK)),
  KUBELET_DECAY("kubelet", Scope.NODE, 8, Consequence.NOT_READY, push(Effect.RELIST)),
  POD_CRASH("sudden", Scope.POD, 0, Consequence.CRASH_LOOP),
  BAD_DEPLOY("sudden", Scope.POD, 0, Consequence.BAD_DEPLOY),
  POWER_LOSS("sudden", Scope.NODE, 0, Consequence.REBOOT);

  /** A push without its target. */
  record Push(Effect effect, double amplitude, double power) {}

  private final String label;
  private final Scope scope;
  private final int longestHours;
  private final Consequence consequence;
  private final List<Push> pushes;

  FailureMode(
      String label, Scope scope, int longestHours, Consequence consequence, Push... pushes) {
    this.label = label;
    this.scope = scope;
    this.longestHours = longestHours;
    this.consequence = consequence;
    this.pushes = List.of(pushes);
  }

  private static Push push(Effect effect) {
    return new Push(effect, 1, 1);
  }

  private static Push late(Effect effect, double amplitude, double power) {
    return new Push(effect, amplitude, power);
  }

  /** As the {@code failure_mode} label carries it; {@code sudden} where nothing foretells it. */
  public String label() {
    return label;
  }

  public Scope scope() {
    return scope;
  }

  public boolean sudden() {
    return pushes.isEmpty();
  }

  Consequence consequence() {
    return consequence;
  }

  int longestHours() {
    return longestHours;
  }

  List<Influence> influences(Target target) {
    return pushes.stream()
        .map(push -> new Influence(target, push.effect(), push.amplitude(), push.power()))
        .toList();
  }

  /** Which slots can fail in this way. */
  boolean possible(Slot slot) {
    return switch (this) {
      case MEMORY_LEAK -> !slot.workload().jvm();
      case NATIVE_LEAK, HEAP_EXHAUSTION, CONNECTION_LEAK -> slot.workload().jvm();
      case VOLUME_FILL -> slot.workload().stateful();
      case CASCADE -> slot.workload().role() == Role.DATABASE;
      default -> true;
    };
  }
}
