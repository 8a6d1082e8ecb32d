package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Effect;
import io.aionyx.scenarios.random.Noise;
import io.aionyx.scenarios.random.Residuals;
import io.aionyx.scenarios.random.Rng;

/**
 * The pod of a slot: what its container and process measure now, and its counters since their
 * start.
 *
 * <p>A bare struct, since exporters read every field on every scrape. Written by {@link
 * PodPhysics}.
 */
public final class PodState {
  /** Size of a stateful pod's volume. */
  public static final double VOLUME_BYTES = 50e9;

  public final Slot slot;
  public final Workload workload;
  public PodObject object;

  // the container
  public boolean running = true;
  public double memoryRss;
  public double memoryCache;
  public double memoryWorkingSet;
  public double cpuSeconds;
  public double cfsPeriods;
  public double cfsThrottled;
  public double fsUsageBytes;
  public double volumeUsedBytes;
  public double threads;
  public double processes = 1;
  public double oomEvents;
  public double receivedBytes;
  public double sentBytes;
  public double receivedDropped;
  public double sentDropped;
  public double receiveErrors;
  public double majorFaults;

  // the process
  public final double[] okBuckets = new double[LatencyBuckets.COUNT];
  public double okCount;
  public double okSeconds;
  public double failedCount;
  public double failedSeconds;
  public double openDescriptors;
  public double heapOldBytes;
  public double heapEdenBytes;
  public double metaspaceBytes;
  public double gcPauses;
  public double gcSeconds;
  public double connectionsActive;
  public double connectionsPending;
  public long startMillis;

  // what other parts of the world ask of it
  double requestsPerSecond;
  double latencySeconds;
  double errorRatio;
  double cpuCores;
  double cpuDemandCores;
  double fsReadBytesPerSecond;
  double fsWriteBytesPerSecond;
  double ageSeconds = 3600;

  final double[] effect = new double[Effect.COUNT];
  final Character character;
  final Noise loadNoise;
  final Noise cpuNoise;
  final Noise memoryNoise;
  final Noise latencyNoise;
  final Rng rng;
  double edenPhase;
  double logPhase;
  long downUntilMillis;
  long unreadyUntilMillis;
  long backOffUntilMillis;
  long limitRaisedUntilMillis;

  PodState(Slot slot, PodObject object, long seed, long startMillis) {
    this.slot = slot;
    this.workload = slot.workload();
    this.object = object;
    this.startMillis = startMillis;
    this.rng = Rng.of(seed, "pod", slot.index());
    this.character = Character.draw(rng, workload);
    this.loadNoise = new Noise(Rng.of(seed, "pod load", slot.index()), Residuals.NETWORK);
    this.cpuNoise = new Noise(Rng.of(seed, "pod cpu", slot.index()), Residuals.CPU);
    this.memoryNoise = new Noise(Rng.of(seed, "pod memory", slot.index()), Residuals.MEMORY);
    this.latencyNoise = new Noise(Rng.of(seed, "pod latency", slot.index()), Residuals.LATENCY);
    this.logPhase = rng.uniform();
    this.edenPhase = rng.uniform();
  }

  public double maxDescriptors() {
    return character.maxDescriptors();
  }

  public double maxThreads() {
    return character.maxThreads();
  }

  public double maxConnections() {
    return character.maxConnections();
  }

  /** The heap is sized to the limit that the container was created with. */
  public double heapMaxBytes() {
    return 0.7 * workload.memoryLimitBytes();
  }

  double effect(Effect effect) {
    return this.effect[effect.ordinal()];
  }

  /** A new container: its counters begin again. */
  void startContainer(long millis) {
    startMillis = millis;
    ageSeconds = 0;
    cpuSeconds = 0;
    cfsPeriods = 0;
    cfsThrottled = 0;
    oomEvents = 0;
    receivedBytes = 0;
    sentBytes = 0;
    receivedDropped = 0;
    sentDropped = 0;
    receiveErrors = 0;
    majorFaults = 0;
    startProcess();
  }

  private void startProcess() {
    java.util.Arrays.fill(okBuckets, 0);
    okCount = 0;
    okSeconds = 0;
    failedCount = 0;
    failedSeconds = 0;
    gcPauses = 0;
    gcSeconds = 0;
    edenPhase = 0;
  }
}
