package io.aionyx.app.peers;

import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pod whose memory grows steadily towards its limit, beside one whose memory does not, as
 * cAdvisor and kube-state-metrics show them.
 *
 * <p>The same instant always gives the same values, so that what was written as history and what is
 * scraped afterwards are one story.
 */
public final class LeakingPod {
  public static final String LEAKING = "cart-5d8f9c7b6d-x2x7k";
  public static final String HEALTHY = "search-7c9d8b6f5-q4w2z";

  private static final double LIMIT_BYTES = 512 << 20;
  private static final double START_SHARE = 0.3;

  private final Instant start;
  private final Duration untilKilled;

  /**
   * @param start when the leak began
   * @param untilKilled from then until the limit is reached
   */
  public LeakingPod(Instant start, Duration untilKilled) {
    this.start = start;
    this.untilKilled = untilKilled;
  }

  private record Sample(Map<String, String> labels, double value) {
    String name() {
      return labels.getOrDefault("__name__", "");
    }

    String exposition() {
      return labels.entrySet().stream()
          .filter(label -> !label.getKey().equals("__name__"))
          .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
          .collect(Collectors.joining(",", name() + "{", "} " + value + "\n"));
    }
  }

  /** What an exporter shows at an instant. */
  public String exposition(Instant now) {
    return samples(now).stream().map(Sample::exposition).collect(Collectors.joining());
  }

  /**
   * What a Prometheus that scraped it at an instant sends.
   *
   * @param job of the scrape
   * @param instance of the scrape
   */
  public byte[] request(RemoteWrite version, Instant now, String job, String instance) {
    WriteEncoder request = version.newEncoder();
    for (Sample sample : samples(now)) {
      Map<String, String> labels = new TreeMap<>(sample.labels());
      labels.put("job", job);
      labels.put("instance", instance);
      request.startSeries();
      labels.forEach(request::label);
      request.sample(now.toEpochMilli(), sample.value()).endSeries();
    }
    return request.toSnappy();
  }

  private List<Sample> samples(Instant now) {
    double elapsed = Duration.between(start, now).toMillis() / (double) untilKilled.toMillis();
    double share = Math.min(0.999, START_SHARE + (1 - START_SHARE) * elapsed);
    List<Sample> samples = new ArrayList<>();
    pod(samples, now, "cart", LEAKING, share * LIMIT_BYTES);
    pod(samples, now, "search", HEALTHY, START_SHARE * LIMIT_BYTES);
    return samples;
  }

  private void pod(List<Sample> samples, Instant now, String app, String pod, double memoryBytes) {
    double seconds = Duration.between(start, now).toMillis() / 1000.0;
    String set = pod.substring(0, pod.lastIndexOf('-'));
    Map<String, String> one = Map.of("namespace", "shop", "pod", pod);
    Map<String, String> box = with(one, "container", app);
    samples.addAll(
        List.of(
            sample("container_memory_working_set_bytes", memoryBytes, box),
            sample("container_memory_rss", memoryBytes * 0.95, box),
            sample("container_memory_cache", 8 << 20, box),
            sample("container_cpu_usage_seconds_total", 1000 + seconds * 0.1, box),
            sample("container_cpu_cfs_periods_total", 1000 + seconds * 10, box),
            sample("container_cpu_cfs_throttled_periods_total", 10, box),
            sample("container_oom_events_total", 0, box),
            sample("container_processes", 12, box),
            sample(
                "kube_pod_container_resource_limits", LIMIT_BYTES, with(box, "resource", "memory")),
            sample("kube_pod_container_resource_limits", 1, with(box, "resource", "cpu")),
            sample("kube_pod_container_status_restarts_total", 0, box),
            sample("kube_pod_status_ready", 1, with(one, "condition", "true")),
            sample("kube_pod_info", 1, with(one, "node", "node-1")),
            sample(
                "kube_pod_owner",
                1,
                with(with(one, "owner_kind", "ReplicaSet"), "owner_name", set)),
            sample(
                "kube_replicaset_owner",
                1,
                Map.of(
                    "namespace",
                    "shop",
                    "replicaset",
                    set,
                    "owner_kind",
                    "Deployment",
                    "owner_name",
                    app))));
  }

  private static Sample sample(String name, double value, Map<String, String> labels) {
    return new Sample(with(labels, "__name__", name), value);
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(name, value);
    return all;
  }
}
