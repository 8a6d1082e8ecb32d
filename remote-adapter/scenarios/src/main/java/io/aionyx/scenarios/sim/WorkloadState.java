package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Season;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Effect;
import io.aionyx.scenarios.random.Noise;
import io.aionyx.scenarios.random.Residuals;
import io.aionyx.scenarios.random.Rng;

/** A workload: its traffic, and what its callers see of it. */
public final class WorkloadState {
  public final Workload workload;
  public int readyReplicas;
  public long generation = 1;

  final Season season;
  final Noise trafficNoise;
  final double[] effect = new double[Effect.COUNT];

  /** Requests per second for all pods in this step. */
  double requestsPerSecond;

  /** What callers wait for and what they get back, of the step before. */
  double latencySeconds;

  double errorRatio;

  WorkloadState(Workload workload, long seed) {
    this.workload = workload;
    this.season = new Season(workload);
    this.readyReplicas = workload.replicas();
    this.latencySeconds = workload.latencySeconds();
    this.trafficNoise = new Noise(Rng.of(seed, "traffic", workload.index()), Residuals.NETWORK);
  }
}
