package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.plan.Effect;

/** One step of one machine under the load of its pods. */
final class NodePhysics {
  private static final double GIB = 1024.0 * 1024 * 1024;

  /** Share of the disk that must stay free, else the kubelet evicts. */
  private static final double DISK_THRESHOLD = 0.1;

  private static final double INODE_THRESHOLD = 0.05;

  /** Seconds after which the kubelet calls its own list of containers unhealthy. */
  private static final double UNHEALTHY_RELIST = 180;

  private NodePhysics() {}

  static void step(NodeState node, NodeLoad load, double seconds, long millis) {
    double ioBusy = disk(node, load, seconds);
    cpu(node, load, seconds, ioBusy);
    memory(node, load, seconds);
    network(node, load, seconds);
    hardware(node, load, seconds);
    kubelet(node, load, seconds, millis);
  }

  private static void cpu(NodeState node, NodeLoad load, double seconds, double ioBusy) {
    double cores = node.node.cores();
    double system = 0.25 + 0.02 * load.pods + 0.06 * load.cpuCores;
    system *= 1 + 0.15 * Noises.clip(node.cpuNoise.next());
    double demand = load.cpuDemandCores + system;
    node.cpuShare = Math.min(1, 0.97 * cores / demand);
    double used = Math.min(cores, load.cpuCores + system);
    double iowait = Math.min(cores - used, 0.6 * ioBusy);
    node.cpuUserSeconds += Math.max(0, used - system) * seconds;
    node.cpuSystemSeconds += Math.min(used, system) * seconds;
    node.cpuIowaitSeconds += iowait * seconds;
    node.cpuIdleSeconds += Math.max(0, cores - used - iowait) * seconds;
    double busy = demand / cores;
    node.pressureCpuSeconds += seconds * Math.min(1, 0.02 * busy + Math.max(0, busy - 0.7));
    node.load1 += (demand + ioBusy - node.load1) * Math.min(1, seconds / 60);
    node.load5 += (demand + ioBusy - node.load5) * Math.min(1, seconds / 300);
    node.load15 += (demand + ioBusy - node.load15) * Math.min(1, seconds / 900);
  }

  private static void memory(NodeState node, NodeLoad load, double seconds) {
    double total = node.node.memoryBytes();
    double used = load.memoryBytes + 1.6 * GIB;
    used += 0.006 * total * Noises.clip(node.memoryNoise.next());
    used = Math.min(0.97 * total, used);
    double floor = 0.985 * total;
    used += (floor - used) * Math.min(1, node.effect(Effect.NODE_MEMORY));
    node.memoryAvailable = Math.max(0.005 * total, total - used);
    node.memoryCached = Math.min(0.9 * node.memoryAvailable, load.cacheBytes + 3 * GIB);
    double tight = Math.max(0, 0.15 - node.memoryAvailable / total) / 0.15;
    node.pressureMemorySeconds += seconds * (0.0002 + 0.5 * tight * tight);
    node.majorFaults += Math.rint(seconds * (0.3 + 400 * tight * tight));
  }

  /** Share of the time in which the disk is busy. */
  private static double disk(NodeState node, NodeLoad load, double seconds) {
    double size = node.node.diskBytes();
    double idle = node.node.diskUsedShare() + 0.15 * load.logBytes / size;
    double limit = 1 - DISK_THRESHOLD;
    double used = idle + (limit - idle) * node.effect(Effect.DISK);
    node.diskAvailable = size * Math.max(0.001, 1 - used);
    double filesUsed = 0.08 + 0.3 * node.node.diskUsedShare();
    filesUsed += (1 - INODE_THRESHOLD - filesUsed) * node.effect(Effect.INODES);
    node.filesFree = Math.rint(NodeState.INODES * Math.max(0.0001, 1 - filesUsed));
    double slow = 1 + 40 * node.effect(Effect.DISK_LATENCY);
    double noise = Math.max(0.2, 1 + 0.2 * Noises.clip(node.latencyNoise.next()));
    double reads = seconds * (3 + load.readBytesPerSecond / 60_000) * noise;
    double writes = seconds * (15 + load.writeBytesPerSecond / 20_000) * noise;
    double readSeconds = reads * 0.0006 * slow * noise;
    double writeSeconds = writes * 0.0011 * slow * noise;
    double busy = Math.min(1, (readSeconds + writeSeconds) / seconds * 0.7);
    node.diskReads += Math.rint(reads);
    node.diskWrites += Math.rint(writes);
    node.diskReadSeconds += readSeconds;
    node.diskWriteSeconds += writeSeconds;
    node.diskIoSeconds += busy * seconds;
    node.pressureIoSeconds += seconds * Math.min(1, 0.3 * busy * busy + 0.002);
    return busy;
  }

  private static void network(NodeState node, NodeLoad load, double seconds) {
    double noise = Math.max(0.3, 1 + 0.1 * Noises.clip(node.networkNoise.next()));
    double bytes = load.networkBytesPerSecond * seconds * noise;
    node.receivedBytes += Math.rint(0.8 * bytes);
    node.sentBytes += Math.rint(bytes);
    double broken = node.effect(Effect.NET_ERRORS);
    node.receiveErrors += Noises.poisson(node.rng, seconds * (0.003 + 25 * broken));
    node.sendErrors += Noises.poisson(node.rng, seconds * (0.001 + 6 * broken));
    node.receiveDrops += Noises.poisson(node.rng, seconds * (0.01 + 10 * broken));
    double segments = Math.rint(bytes / 900 + 40 * seconds);
    double lost = 0.0006 + 0.03 * node.effect(Effect.RETRANSMITS) + 0.01 * broken;
    node.segmentsSent += segments;
    node.segmentsRetransmitted += Noises.poisson(node.rng, segments * lost * noise);
    double tracked = 900 + 14 * load.requestsPerSecond * noise;
    tracked += (NodeState.CONNTRACK_LIMIT - tracked) * Math.min(1, node.effect(Effect.CONNTRACK));
    node.conntrackEntries = Math.rint(Math.min(NodeState.CONNTRACK_LIMIT, tracked));
    double tasks = 350 + load.threads + 4 * load.pods;
    tasks += (NodeState.PROCESS_LIMIT - tasks) * Math.min(1, node.effect(Effect.PROCESSES));
    node.processes = Math.rint(tasks);
    node.fileDescriptors = Math.rint(3000 + 1.3 * load.descriptors);
  }

  private static void hardware(NodeState node, NodeLoad load, double seconds) {
    double worn = node.effect(Effect.BAD_SECTORS);
    node.reallocatedSectors = Math.max(node.reallocatedSectors, Math.floor(120 * worn));
    node.pendingSectors = Math.floor(24 * worn);
    double background = node.node.correctableErrorsPerHour() / 3600;
    double bursts = 0.4 * node.effect(Effect.ECC);
    node.correctableErrors += Noises.poisson(node.rng, seconds * (background + bursts));
    double busy = load.cpuCores / node.node.cores();
    double wobble = 0.6 * Noises.clip(node.cpuNoise.next());
    node.temperatureCelsius = 41 + 22 * busy + wobble + 38 * node.effect(Effect.HEAT);
    double over = Math.max(0, node.temperatureCelsius - 85) / 20;
    node.frequencyHertz = 3.1e9 * Math.max(0.4, 1 - over);
    node.clockOffsetSeconds =
        0.0004 * Noises.clip(node.networkNoise.next()) + 1.5 * node.effect(Effect.CLOCK);
  }

  private static void kubelet(NodeState node, NodeLoad load, double seconds, long millis) {
    double jitter = Math.max(0.3, 1 + 0.25 * Noises.clip(node.latencyNoise.next()));
    double relist =
        (0.012 + 0.001 * load.pods) * jitter + UNHEALTHY_RELIST * node.effect(Effect.RELIST);
    double relists = Math.max(1, Math.rint(seconds / (1 + relist)));
    RelistBuckets.add(node.relistBuckets, relists, relist);
    node.relists += relists;
    node.relistSeconds += relists * relist;
    double operations = Math.rint(seconds * (0.5 + 0.1 * load.pods));
    node.runtimeOperations += operations;
    node.runtimeSeconds += operations * (0.008 * jitter + 4 * node.effect(Effect.RELIST));
    node.runtimeErrors +=
        Noises.poisson(node.rng, seconds * (0.0003 + 0.3 * node.effect(Effect.RELIST)));
    double failing = node.effect(Effect.RENEWAL_ERRORS);
    node.renewErrors += Noises.poisson(node.rng, seconds * (failing > 0 ? 0.004 : 0));
    node.certificateSeconds = node.certificates.secondsLeft(millis);
    node.runningPods = load.pods;
  }
}
