package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Life;
import io.aionyx.scenarios.cluster.Slot;

/** A pod as the API server knows it. It may outlive its container, as an evicted pod does. */
public final class PodObject {
  public final Slot slot;
  public final Life life;
  public double memoryLimitBytes;
  public int restarts;
  public boolean ready = true;
  public boolean evicted;
  public boolean backingOff;

  /** Reason of the last termination; empty before the first. */
  public String lastTerminatedReason = "";

  PodObject(Slot slot, Life life) {
    this.slot = slot;
    this.life = life;
    this.memoryLimitBytes = slot.workload().memoryLimitBytes();
  }

  public String ip() {
    return "10.244." + (life.node() % 250) + '.' + (2 + slot.index() % 250);
  }

  /** Changes with every start of the container, as cgroup names do. */
  public String containerId() {
    return "/kubepods/burstable/pod" + life.uid() + "/cri-" + restarts;
  }
}
