package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Workload;
import io.aionyx.scenarios.plan.Effect;

/**
 * One step of one pod: requests become CPU, CPU beyond the limit becomes queueing, queueing becomes
 * latency and errors; memory squeezes the page cache, a full heap becomes garbage collection.
 */
final class PodPhysics {
  private static final double CPU_NOISE = 0.07;
  private static final double MEMORY_NOISE = 0.012;
  private static final double LATENCY_NOISE = 0.12;

  /** Demand at the end of a CPU saturation, over the limit. */
  private static final double SATURATION = 1.6;

  /** CFS accounts in periods of 100 ms. */
  private static final double PERIODS_PER_SECOND = 10;

  private static final double LOG_BYTES = 8e9;

  private PodPhysics() {}

  /**
   * @param load requests per second over the nominal rate
   * @param nodeShare of its CPU demand that the node can give
   * @param dependencySeconds latency that the pod's own callees add
   * @param dependencyErrors share of their requests that fail
   */
  static void step(
      PodState pod,
      double seconds,
      double load,
      double nodeShare,
      double dependencySeconds,
      double dependencyErrors) {
    double heapPressure = heap(pod, seconds, load);
    double rho = cpu(pod, seconds, load, nodeShare, heapPressure);
    memory(pod, seconds, load);
    requests(pod, seconds, rho, heapPressure, dependencySeconds, dependencyErrors);
    handles(pod, load, rho);
    disk(pod, seconds, load);
    network(pod, seconds);
  }

  /** Demand over capacity. */
  private static double cpu(
      PodState pod, double seconds, double load, double nodeShare, double gcShare) {
    Workload workload = pod.workload;
    double limit = workload.cpuLimitCores();
    double base = limit * (0.02 + workload.utilization() * load + 0.5 * gcShare);
    base *= 1 + CPU_NOISE * Noises.clip(pod.cpuNoise.next());
    double pushed = Math.max(0, SATURATION * limit - base) * pod.effect(Effect.CPU);
    double demand = Math.max(0.001, base + pushed);
    double capacity = limit * nodeShare * Math.max(0.05, 1 - 0.85 * pod.effect(Effect.STEAL));
    double rho = demand / capacity;
    pod.cpuDemandCores = Math.min(demand, limit);
    pod.cpuCores = Math.min(demand, capacity);
    pod.cpuSeconds += pod.cpuCores * seconds;
    pod.cfsPeriods += PERIODS_PER_SECOND * seconds;
    pod.cfsThrottled += PERIODS_PER_SECOND * seconds * throttled(rho);
    return rho;
  }

  /** Bursts are throttled long before the mean reaches the limit. */
  private static double throttled(double rho) {
    double x = Math.min(1, Math.max(0, (rho - 0.55) / 0.75));
    return x * x * (3 - 2 * x) * 0.95;
  }

  private static void memory(PodState pod, double seconds, double load) {
    pod.ageSeconds += seconds;
    double limit = pod.object.memoryLimitBytes;
    double young = Math.min(1, pod.ageSeconds / 900);
    double idle =
        pod.character.memoryShare() * (0.8 + 0.2 * young)
            + 0.06 * (load - 1)
            + MEMORY_NOISE * Noises.clip(pod.memoryNoise.next());
    double share = Math.min(0.85, Math.max(0.03, idle));
    share = share * pod.workload.memoryLimitBytes() / limit;
    double leaked =
        Math.min(1, pod.effect(Effect.MEMORY)) * pod.workload.memoryLimitBytes() / limit;
    share += (1 - share) * leaked;
    pod.memoryRss = limit * Math.min(0.999, share);
    double wanted =
        limit * (pod.character.pageCacheShare() * young + 0.6 * pod.effect(Effect.PAGE_CACHE));
    double cache = Math.min(wanted, Math.max(0, 0.999 * limit - pod.memoryRss));
    double squeezed = wanted - cache;
    pod.majorFaults += seconds * (0.05 + 40 * squeezed / limit) * load;
    pod.fsReadBytesPerSecond = 2e4 * load + 6e6 * squeezed / limit;
    pod.memoryCache = cache;
    double active = pod.character.pageCacheShare() * limit * 0.3;
    pod.memoryWorkingSet = Math.min(0.999 * limit, pod.memoryRss + Math.min(cache, active));
  }

  /** Share of time in garbage collection: rises as the floor leaves no room to collect into. */
  private static double heap(PodState pod, double seconds, double load) {
    if (!pod.workload.jvm()) {
      return 0;
    }
    double floor = pod.character.heapFloorShare();
    floor += (0.985 - floor) * Math.min(1, pod.effect(Effect.HEAP));
    double room = 1.003 - floor;
    double share = Math.min(0.9, 0.0025 * load / (room * room));
    pod.edenPhase += seconds * load / (20 + 60 * room);
    double collections = Math.floor(pod.edenPhase);
    pod.edenPhase -= collections;
    pod.gcPauses += Math.max(collections, Math.floor(seconds * share / 0.4));
    pod.gcSeconds += seconds * share;
    double heap = pod.heapMaxBytes();
    pod.heapOldBytes = heap * floor;
    pod.heapEdenBytes = heap * 0.6 * (1 - floor) * Math.min(1, pod.edenPhase);
    pod.metaspaceBytes = 9e7 + 1e6 * pod.slot.workload().index();
    return share;
  }

  private static void requests(
      PodState pod,
      double seconds,
      double rho,
      double gcShare,
      double dependencySeconds,
      double dependencyErrors) {
    double busy = Math.min(rho, 0.97);
    double queueing = 1 + 0.5 * busy * busy / (1 - busy) + 15 * Math.max(0, rho - 1);
    double noise = 1 + LATENCY_NOISE * Noises.clip(pod.latencyNoise.next());
    double own = pod.workload.latencySeconds() * queueing / (1 - gcShare);
    own *= 1 + pod.effect(Effect.LATENCY);
    pod.latencySeconds = Math.min(20, Math.max(0.0005, own * noise + dependencySeconds));
    double errors =
        4e-4
            + 0.4 * Math.max(0, rho - 1.15)
            + 0.1 * pod.effect(Effect.ERRORS)
            + 0.3 * dependencyErrors
            + 0.5 * Math.max(0, gcShare - 0.5);
    pod.errorRatio = Math.min(1, errors);
    double requests = pod.requestsPerSecond * seconds;
    double failed = Noises.poisson(pod.rng, requests * pod.errorRatio);
    double ok = Math.max(0, Math.rint(requests - failed));
    LatencyBuckets.add(pod.okBuckets, ok, pod.latencySeconds);
    pod.okCount += ok;
    pod.okSeconds += ok * pod.latencySeconds * 1.21;
    pod.failedCount += failed;
    pod.failedSeconds += failed * pod.latencySeconds * 1.5;
  }

  private static void handles(PodState pod, double load, double rho) {
    Character character = pod.character;
    double wobble = 1 + 0.08 * Noises.clip(pod.loadNoise.next());
    double open = 40 + 60 * load * wobble;
    double leaked = (character.maxDescriptors() - open) * pod.effect(Effect.DESCRIPTORS);
    pod.openDescriptors = Math.rint(Math.min(character.maxDescriptors(), open + leaked));
    double threads = (pod.workload.jvm() ? 45 : 12) + 6 * load * wobble;
    double spawned = (character.maxThreads() - threads) * pod.effect(Effect.THREADS);
    pod.threads = Math.rint(Math.min(character.maxThreads(), threads + spawned));
    pod.processes = pod.workload.jvm() ? 1 : Math.max(1, pod.threads - 14);
    double pool = character.maxConnections();
    double used = pool * Math.min(1, 0.25 * load * wobble * (0.6 + 0.4 * Math.max(rho, 0)));
    double held = used + (pool - used) * pod.effect(Effect.CONNECTIONS);
    pod.connectionsActive = Math.rint(Math.min(pool, held));
    pod.connectionsPending = Math.rint(Math.max(0, held / pool - 0.85) * 60 * load);
  }

  private static void disk(PodState pod, double seconds, double load) {
    pod.logPhase += seconds * load / 40_000;
    pod.logPhase -= Math.floor(pod.logPhase);
    pod.fsUsageBytes =
        LOG_BYTES * (0.02 + 0.05 * pod.logPhase) + LOG_BYTES * pod.effect(Effect.LOGS);
    pod.fsWriteBytesPerSecond = 3e4 * load;
    double used = 0.3 + 0.03 * pod.logPhase;
    used += (0.992 - used) * Math.min(1, pod.effect(Effect.VOLUME));
    pod.volumeUsedBytes = PodState.VOLUME_BYTES * used;
  }

  private static void network(PodState pod, double seconds) {
    double bytes = pod.requestsPerSecond * seconds * pod.character.bytesPerRequest();
    pod.receivedBytes += Math.rint(0.3 * bytes);
    pod.sentBytes += Math.rint(bytes);
    double drops = pod.effect(Effect.DROPS);
    pod.receivedDropped += Noises.poisson(pod.rng, seconds * (0.002 + 5 * drops));
    pod.sentDropped += Noises.poisson(pod.rng, seconds * (0.001 + 2 * drops));
    pod.receiveErrors += Noises.poisson(pod.rng, seconds * 0.0005);
  }
}
