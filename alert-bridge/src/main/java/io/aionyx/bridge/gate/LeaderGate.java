package io.aionyx.bridge.gate;

import io.aionyx.bridge.cluster.Leadership;
import java.time.Duration;

/** Of several replicas only the holder of the lease acts. */
record LeaderGate(Leadership leadership) implements Limit {

  @Override
  public String name() {
    return "leader";
  }

  @Override
  public Verdict judge(Case c) {
    Leadership.Standing standing = leadership.standing();
    return standing.leader()
        ? allow("leading, fence " + standing.fence())
        : notNow("the leader is " + standing.holder(), Duration.ofSeconds(5));
  }
}
