package io.aionyx.scenarios.exporters;

import static io.aionyx.scenarios.exporters.Metric.metric;

import io.aionyx.scenarios.sim.LatencyBuckets;
import io.aionyx.scenarios.sim.PodState;
import java.util.ArrayList;
import java.util.List;

/** What applications expose themselves: requests and process, and Micrometer's view of a JVM. */
final class Application {
  private static final String[] OK = {"outcome", "SUCCESS", "status", "200"};
  private static final String[] FAILED = {"outcome", "SERVER_ERROR", "status", "500"};
  private static final String[] OLD = {"area", "heap", "id", "G1 Old Gen"};
  private static final String[] EDEN = {"area", "heap", "id", "G1 Eden Space"};
  private static final String[] METASPACE = {"area", "nonheap", "id", "Metaspace"};
  private static final String[] PAUSE = {"action", "end of minor GC"};
  private static final String[] POOL = {"pool", "HikariPool-1"};

  static final List<Metric<PodState>> PLAIN = plain();
  static final List<Metric<PodState>> JVM = jvm();

  private Application() {}

  private static List<Metric<PodState>> plain() {
    var metrics = new ArrayList<Metric<PodState>>();
    for (int i = 0; i < LatencyBuckets.COUNT; i++) {
      int bucket = i;
      metrics.add(
          metric(
              "http_server_requests_seconds_bucket",
              pod -> Math.rint(pod.okBuckets[bucket]),
              "le",
              LatencyBuckets.LABELS.get(i),
              "outcome",
              "SUCCESS",
              "status",
              "200"));
    }
    metrics.add(metric("http_server_requests_seconds_count", pod -> pod.okCount, OK));
    metrics.add(metric("http_server_requests_seconds_sum", pod -> pod.okSeconds, OK));
    metrics.add(metric("http_server_requests_seconds_count", pod -> pod.failedCount, FAILED));
    metrics.add(metric("http_server_requests_seconds_sum", pod -> pod.failedSeconds, FAILED));
    metrics.add(metric("process_open_fds", pod -> pod.openDescriptors));
    metrics.add(metric("process_max_fds", PodState::maxDescriptors));
    metrics.add(metric("process_start_time_seconds", pod -> pod.startMillis / 1000));
    return List.copyOf(metrics);
  }

  private static List<Metric<PodState>> jvm() {
    var metrics = new ArrayList<>(PLAIN);
    metrics.addAll(
        List.of(
            metric("jvm_memory_used_bytes", pod -> pod.heapOldBytes, OLD),
            metric("jvm_memory_used_bytes", pod -> pod.heapEdenBytes, EDEN),
            metric("jvm_memory_used_bytes", pod -> pod.metaspaceBytes, METASPACE),
            metric("jvm_memory_max_bytes", PodState::heapMaxBytes, OLD),
            metric("jvm_memory_max_bytes", pod -> -1, EDEN),
            metric("jvm_memory_max_bytes", pod -> -1, METASPACE),
            metric("jvm_gc_pause_seconds_count", pod -> pod.gcPauses, PAUSE),
            metric("jvm_gc_pause_seconds_sum", pod -> pod.gcSeconds, PAUSE),
            metric("jvm_threads_live_threads", pod -> pod.threads - 4),
            metric("hikaricp_connections_active", pod -> pod.connectionsActive, POOL),
            metric("hikaricp_connections_pending", pod -> pod.connectionsPending, POOL),
            metric("hikaricp_connections_max", PodState::maxConnections, POOL)));
    return List.copyOf(metrics);
  }
}
