package io.aionyx.core.history;

import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds failures in a stream by what kube-state-metrics and the kubelet say of nodes, pods and
 * volumes, and what was done about predicted ones by what the bridge says.
 *
 * <p>Not failures but {@link Sighting.Planned}: nodes that were cordoned, or tainted for removal by
 * an autoscaler or a termination handler, before they went; and pods that crash within ten minutes
 * of a rollout of their workload. Scale-downs need no rule: a pod that is simply gone says none of
 * these things.
 *
 * <p>Series of one scrape come in any order, so nothing is decided before {@link #advance} says
 * that a moment is complete. Training and serving run this same code. Not thread-safe.
 *
 * <pre>{@code
 * int handle = watch.open(series); // NOTHING for most
 * watch.sample(handle, timestampMillis, value);
 * watch.advance(boundaryMillis).forEach(sighting -> …);
 * }</pre>
 */
public final class FailureWatch {
  /** The handle of a series that tells nothing. */
  public static final int NOTHING = -1;

  /** A series not heard of for so long is gone, as PromQL has it. */
  static final long ABSENT_MILLIS = Duration.ofMinutes(5).toMillis();

  /** One outage, however often and from however many series it is told. */
  private static final long SAME_OUTAGE_MILLIS = Duration.ofMinutes(30).toMillis();

  /** Parts of one scrape are together after so long. */
  private static final long SETTLE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** How long what was learnt of a container or a node is kept once nothing more is heard. */
  private static final long KEPT_MILLIS = Duration.ofHours(6).toMillis();

  private static final List<EntityKind> KINDS =
      List.of(
          EntityKind.NODE, EntityKind.POD, EntityKind.WORKLOAD, EntityKind.PVC, EntityKind.SERVICE);

  private static final Set<String> METRICS =
      Set.of(
          "kube_node_spec_unschedulable",
          "kube_node_spec_taint",
          "kube_node_status_condition",
          "kube_deployment_status_observed_generation",
          "kube_statefulset_status_observed_generation",
          "kube_daemonset_status_observed_generation",
          "kube_pod_container_status_last_terminated_reason",
          "kube_pod_container_status_restarts_total",
          "kube_pod_container_status_waiting_reason",
          "kube_pod_status_reason",
          "kubelet_volume_stats_capacity_bytes",
          "kubelet_volume_stats_available_bytes",
          "aionyx_remediation_verified_timestamp_seconds");

  /** Taints by which autoscalers and termination handlers announce that a node will go. */
  private static final Set<String> REMOVAL_TAINTS =
      Set.of(
          "ToBeDeletedByClusterAutoscaler",
          "karpenter.sh/disrupted",
          "karpenter.sh/disruption",
          "aws-node-termination-handler/spot-itn",
          "aws-node-termination-handler/asg-lifecycle-termination",
          "cloud.google.com/impending-node-termination",
          "node.kubernetes.io/out-of-service");

  private record Known(boolean value, double number, long atMillis) {}

  /** A sign of trouble that waits for the rest of its scrape. */
  private record Suspicion(long atMillis, Runnable decide) {}

  private final List<Signs> handles = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final List<Suspicion> suspicions = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<Entity, Long> lastFailed = new HashMap<>();
  private final Map<String, Known> killedByMemory = new HashMap<>();
  private final Map<Entity, Known> volumeBytes = new HashMap<>();
  private final Excuses excuses = new Excuses();
  private long startedMillis = Long.MAX_VALUE;
  private long forgotMillis = Long.MIN_VALUE;

  /** The names of all series that may tell something. */
  public static Set<String> metrics() {
    return METRICS;
  }

  /** Whether {@link #open} would give a handle. */
  public boolean wants(Labels series) {
    return METRICS.contains(series.metricName()) && signs(series) != Signs.NONE;
  }

  public int open(Labels series) {
    Signs signs = METRICS.contains(series.metricName()) ? signs(series) : Signs.NONE;
    if (signs == Signs.NONE) {
      return NOTHING;
    }
    Integer reused = free.poll();
    if (reused == null) {
      handles.add(signs);
      return handles.size() - 1;
    }
    handles.set(reused, signs);
    return reused;
  }

  /** Lets a handle go; another series may get it. */
  public void close(int handle) {
    if (handle != NOTHING) {
      handles.set(handle, Signs.NONE);
      free.add(handle);
    }
  }

  public void sample(int handle, long timestampMillis, double value) {
    startedMillis = Math.min(startedMillis, timestampMillis);
    if (handle != NOTHING && !Double.isNaN(value)) {
      handles.get(handle).at(timestampMillis, value);
    }
  }

  /**
   * What is certain once every sample up to a moment is known; in time order. Trouble is told a
   * minute late, since the parts of one scrape may come by different ways.
   */
  public List<Sighting> advance(long atMillis) {
    long settled = atMillis - SETTLE_MILLIS;
    var due = suspicions.stream().filter(each -> each.atMillis() <= settled).toList();
    suspicions.removeAll(due);
    due.stream()
        .sorted(Comparator.comparingLong(Suspicion::atMillis))
        .forEach(each -> each.decide().run());
    var seen = sightings.stream().sorted(Comparator.comparingLong(Sighting::atMillis)).toList();
    sightings.clear();
    forget(atMillis);
    return seen;
  }

  private void forget(long atMillis) {
    if (atMillis - ABSENT_MILLIS > forgotMillis) {
      forgotMillis = atMillis;
      long before = atMillis - KEPT_MILLIS;
      lastFailed.values().removeIf(at -> at < before);
      killedByMemory.values().removeIf(known -> known.atMillis() < before);
      volumeBytes.values().removeIf(known -> known.atMillis() < before);
      excuses.forget(before);
    }
  }

  private Signs signs(Labels series) {
    return switch (series.metricName()) {
      case "kube_node_spec_unschedulable" -> cordon(series);
      case "kube_node_spec_taint" ->
          REMOVAL_TAINTS.contains(series.get("key")) ? cordon(series) : Signs.NONE;
      case "kube_node_status_condition" -> condition(series);
      case "kube_deployment_status_observed_generation" -> rollout(series, "deployment");
      case "kube_statefulset_status_observed_generation" -> rollout(series, "statefulset");
      case "kube_daemonset_status_observed_generation" -> rollout(series, "daemonset");
      case "kube_pod_container_status_last_terminated_reason" -> terminated(series);
      case "kube_pod_container_status_restarts_total" -> restarts(series);
      case "kube_pod_container_status_waiting_reason" -> waiting(series);
      case "kube_pod_status_reason" -> reason(series);
      case "kubelet_volume_stats_capacity_bytes" -> capacity(series);
      case "kubelet_volume_stats_available_bytes" -> available(series);
      case "aionyx_remediation_verified_timestamp_seconds" -> verified(series);
      default -> Signs.NONE;
    };
  }

  private void suspect(long atMillis, Runnable decide) {
    suspicions.add(new Suspicion(atMillis, decide));
  }

  private Signs onset(Signs.Heard heard) {
    return new Signs.Onset(() -> startedMillis, heard);
  }

  private Signs cordon(Labels series) {
    if (!series.has("node")) {
      return Signs.NONE;
    }
    var node = entity(EntityKind.NODE, series);
    return (at, value) -> {
      if (value > 0 && excuses.cordon(node, at)) {
        sightings.add(new Sighting.Planned(node, at));
      }
    };
  }

  /** Ready must be lost for two minutes; the pressure conditions count at once. */
  private Signs condition(Labels series) {
    if (!series.get("status").equals("true") || !series.has("node")) {
      return Signs.NONE;
    }
    var node = entity(EntityKind.NODE, series);
    return switch (series.get("condition")) {
      case "Ready" -> new Signs.LostFor(Duration.ofMinutes(2), at -> nodeFailed(node, "any", at));
      case "MemoryPressure" -> onset(at -> nodeFailed(node, "eviction", at));
      case "DiskPressure" -> onset(at -> nodeFailed(node, "disk_full", at));
      case "PIDPressure" -> onset(at -> nodeFailed(node, "pid", at));
      default -> Signs.NONE;
    };
  }

  private void nodeFailed(Entity node, String mode, long at) {
    suspect(
        at,
        () -> {
          if (excuses.excuseNode(node, at)) {
            sightings.add(new Sighting.Planned(node, at));
          } else {
            failed(node, mode, at);
          }
        });
  }

  private Signs rollout(Labels series, String kind) {
    var namespace = scope(series);
    var workload = series.get(kind);
    return new Signs.Rise(at -> excuses.rollout(namespace, workload, at));
  }

  private Signs terminated(Labels series) {
    if (!isPod(series)) {
      return Signs.NONE;
    }
    var container = container(series);
    boolean byMemory = series.get("reason").equals("OOMKilled");
    return (at, value) -> {
      if (value > 0) {
        killedByMemory.put(container, new Known(byMemory, 0, at));
      }
    };
  }

  private Signs restarts(Labels series) {
    if (!isPod(series)) {
      return Signs.NONE;
    }
    var container = container(series);
    return new Signs.Rise(at -> suspect(at, () -> restarted(series, container, at)));
  }

  private void restarted(Labels series, String container, long at) {
    var known = killedByMemory.get(container);
    if (known != null && known.value()) {
      podFailed(series, "oom", at);
    }
  }

  private Signs waiting(Labels series) {
    return isPod(series) && series.get("reason").equals("CrashLoopBackOff")
        ? onset(at -> suspect(at, () -> podFailed(series, "crashloop", at)))
        : Signs.NONE;
  }

  private Signs reason(Labels series) {
    return isPod(series) && series.get("reason").equals("Evicted")
        ? onset(at -> suspect(at, () -> failed(pod(series), "eviction", at)))
        : Signs.NONE;
  }

  private void podFailed(Labels series, String mode, long at) {
    if (excuses.excusePod(scope(series), series.get("pod"), at)) {
      sightings.add(new Sighting.Planned(pod(series), at));
    } else {
      failed(pod(series), mode, at);
    }
  }

  private Signs capacity(Labels series) {
    if (!isVolume(series)) {
      return Signs.NONE;
    }
    var volume = entity(EntityKind.PVC, series);
    return (at, value) -> volumeBytes.put(volume, new Known(true, value, at));
  }

  private Signs available(Labels series) {
    if (!isVolume(series)) {
      return Signs.NONE;
    }
    var volume = entity(EntityKind.PVC, series);
    return (at, bytes) -> {
      var capacity = volumeBytes.get(volume);
      if (capacity != null && bytes < capacity.number() / 100) {
        suspect(at, () -> failed(volume, "pvc_full", at));
      }
    };
  }

  private Signs verified(Labels series) {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(series.get("entity_kind")))
        .filter(kind -> kind.identity().stream().allMatch(series::has))
        .findFirst()
        .<Signs>map(kind -> new Verdicts(entity(kind, series), series))
        .orElse(Signs.NONE);
  }

  /** The value is the time of a verdict in seconds, told again at each scrape. */
  private final class Verdicts implements Signs {
    private final Entity entity;
    private final String mode;
    private final boolean succeeded;
    private double told = Double.NaN;

    Verdicts(Entity entity, Labels series) {
      this.entity = entity;
      this.mode = series.get("failure_mode");
      this.succeeded = series.get("result").equals("succeeded");
    }

    @Override
    public void at(long atMillis, double value) {
      if (value != told) {
        told = value;
        sightings.add(new Sighting.Acted(entity, mode, succeeded, Math.round(value * 1000)));
      }
    }
  }

  private void failed(Entity entity, String mode, long at) {
    var before = lastFailed.put(entity, at);
    if (before == null || at - before > SAME_OUTAGE_MILLIS) {
      sightings.add(new Sighting.Failed(entity, mode, at));
    }
  }

  private static boolean isPod(Labels series) {
    return series.has("namespace") && series.has("pod");
  }

  private static boolean isVolume(Labels series) {
    return series.has("namespace") && series.has("persistentvolumeclaim");
  }

  private static Entity pod(Labels series) {
    return entity(EntityKind.POD, series);
  }

  private static Entity entity(EntityKind kind, Labels series) {
    var names = new ArrayList<>(kind.identity());
    names.add("cluster");
    return new Entity(kind, series.keep(names));
  }

  private static String scope(Labels series) {
    return series.get("cluster") + '/' + series.get("namespace");
  }

  private static String container(Labels series) {
    return scope(series) + '/' + series.get("pod") + '/' + series.get("container");
  }
}
