package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Node;
import io.aionyx.scenarios.plan.Effect;
import io.aionyx.scenarios.random.Noise;
import io.aionyx.scenarios.random.Residuals;
import io.aionyx.scenarios.random.Rng;

/** A machine: what its exporters measure now, and its counters since boot. Written by physics. */
public final class NodeState {
  public static final double INODES = 6_500_000;
  public static final double CONNTRACK_LIMIT = 262_144;
  public static final double PROCESS_LIMIT = 32_768;

  public final Node node;

  public double memoryAvailable;
  public double memoryCached;
  public double majorFaults;
  public double oomKills;
  public double cpuUserSeconds;
  public double cpuSystemSeconds;
  public double cpuIowaitSeconds;
  public double cpuIdleSeconds;
  public double load1;
  public double load5;
  public double load15;
  public double pressureCpuSeconds;
  public double pressureMemorySeconds;
  public double pressureIoSeconds;
  public double diskAvailable;
  public double filesFree;
  public double diskReads;
  public double diskWrites;
  public double diskReadSeconds;
  public double diskWriteSeconds;
  public double diskIoSeconds;
  public double reallocatedSectors;
  public double pendingSectors;
  public double fileDescriptors;
  public double conntrackEntries;
  public double processes;
  public double receivedBytes;
  public double sentBytes;
  public double receiveErrors;
  public double sendErrors;
  public double receiveDrops;
  public double segmentsSent;
  public double segmentsRetransmitted;
  public double clockOffsetSeconds;
  public double temperatureCelsius;
  public double frequencyHertz;
  public double correctableErrors;
  public long bootMillis;

  // the kubelet
  public final double[] relistBuckets = new double[RelistBuckets.COUNT];
  public double relists;
  public double relistSeconds;
  public double runtimeOperations;
  public double runtimeSeconds;
  public double runtimeErrors;
  public double certificateSeconds;
  public double renewErrors;
  public int runningPods;

  // what the API server says of it
  public boolean up = true;
  public boolean ready = true;
  public boolean diskPressure;
  public boolean memoryPressure;
  public boolean pidPressure;
  public boolean readOnly;
  public boolean cordoned;
  public boolean scrapeable = true;
  public boolean upgradedExporter;

  double cpuShare = 1;
  final double[] effect = new double[Effect.COUNT];
  final Rng rng;
  final Noise cpuNoise;
  final Noise memoryNoise;
  final Noise networkNoise;
  final Noise latencyNoise;
  Certificates certificates;
  long downUntilMillis;
  long notReadyUntilMillis;
  long diskPressureUntilMillis;
  long memoryPressureUntilMillis;
  long pidPressureUntilMillis;
  long readOnlyUntilMillis;
  long cordonedUntilMillis;
  long gapUntilMillis;

  NodeState(Node node, long seed, long startMillis) {
    this.node = node;
    this.rng = Rng.of(seed, "node", node.index());
    this.cpuNoise = new Noise(Rng.of(seed, "node cpu", node.index()), Residuals.CPU);
    this.memoryNoise = new Noise(Rng.of(seed, "node memory", node.index()), Residuals.MEMORY);
    this.networkNoise = new Noise(Rng.of(seed, "node network", node.index()), Residuals.NETWORK);
    this.latencyNoise = new Noise(Rng.of(seed, "node latency", node.index()), Residuals.LATENCY);
    this.bootMillis = startMillis - (long) (rng.logUniform(1, 60) * 86_400_000);
    this.certificates = new Certificates(startMillis + (long) (rng.uniform(30, 300) * 86_400_000));
  }

  double effect(Effect effect) {
    return this.effect[effect.ordinal()];
  }

  void boot(long millis) {
    bootMillis = millis;
    java.util.Arrays.fill(relistBuckets, 0);
    majorFaults = 0;
    oomKills = 0;
    cpuUserSeconds = 0;
    cpuSystemSeconds = 0;
    cpuIowaitSeconds = 0;
    cpuIdleSeconds = 0;
    pressureCpuSeconds = 0;
    pressureMemorySeconds = 0;
    pressureIoSeconds = 0;
    diskReads = 0;
    diskWrites = 0;
    diskReadSeconds = 0;
    diskWriteSeconds = 0;
    diskIoSeconds = 0;
    receivedBytes = 0;
    sentBytes = 0;
    receiveErrors = 0;
    sendErrors = 0;
    receiveDrops = 0;
    segmentsSent = 0;
    segmentsRetransmitted = 0;
    correctableErrors = 0;
    relists = 0;
    relistSeconds = 0;
    runtimeOperations = 0;
    runtimeSeconds = 0;
    runtimeErrors = 0;
    renewErrors = 0;
  }
}
