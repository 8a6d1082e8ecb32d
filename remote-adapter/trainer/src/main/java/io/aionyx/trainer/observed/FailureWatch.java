package io.aionyx.trainer.observed;

import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds failures in a stream by what kube-state-metrics and the kubelet say of nodes, pods and
 * volumes.
 *
 * <p>Left out: nodes that were cordoned before they went (drains, upgrades, reclaimed spot nodes
 * with a termination handler), and crash loops within ten minutes of a rollout in their namespace.
 * Scale-downs need no rule: a pod that is simply gone says none of these things.
 *
 * <p>When a cause began is not known from such series. Failures are given the longest horizon as
 * their past, so that every row before them may count.
 */
final class FailureWatch implements History.Sink {
  private static final long KNOWN_PAST = Duration.ofHours(48).toMillis();
  private static final long ROLLOUT_SHADOW = Duration.ofMinutes(10).toMillis();
  private static final long CORDON_SHADOW = Duration.ofMinutes(60).toMillis();

  /** A series not heard of for so long is gone, as PromQL has it. */
  private static final long ABSENT = Duration.ofMinutes(5).toMillis();

  /** One outage, however often and from however many series it is told. */
  private static final long SAME_OUTAGE = Duration.ofMinutes(30).toMillis();

  private final List<Signs> handles = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<Entity, Long> lastFailed = new HashMap<>();
  private final Map<String, Long> cordoned = new HashMap<>();
  private final Map<String, Long> rolledOut = new HashMap<>();
  private final Map<String, Boolean> killedByMemory = new HashMap<>();
  private final Map<String, Double> volumeBytes = new HashMap<>();
  private long startedAt = Long.MAX_VALUE;

  /** What one series can tell. */
  private interface Signs {
    void at(long atMillis, double value);
  }

  @Override
  public int open(Labels series) {
    handles.add(signs(series));
    return handles.size() - 1;
  }

  @Override
  public void sample(int handle, long timestampMillis, double value) {
    startedAt = Math.min(startedAt, timestampMillis);
    if (!Double.isNaN(value)) {
      handles.get(handle).at(timestampMillis, value);
    }
  }

  @Override
  public void advance(long timestampMillis) {}

  /** In time order. */
  List<Failure> failures() {
    return failures.stream().sorted(Comparator.comparingLong(Failure::failMillis)).toList();
  }

  private Signs signs(Labels series) {
    var node = series.get("node");
    return switch (series.metricName()) {
      case "kube_node_spec_unschedulable" -> (at, value) -> remember(cordoned, node, at, value > 0);
      case "kube_node_status_condition" -> condition(series, node);
      case "kube_deployment_status_observed_generation" -> rollout(series);
      case "kube_pod_container_status_last_terminated_reason" -> terminated(series);
      case "kube_pod_container_status_restarts_total" -> restarts(series);
      case "kube_pod_container_status_waiting_reason" -> waiting(series);
      case "kube_pod_status_reason" -> reason(series);
      case "kubelet_volume_stats_capacity_bytes" ->
          (at, value) -> volumeBytes.put(volume(series).toString(), value);
      case "kubelet_volume_stats_available_bytes" -> (at, value) -> available(series, at, value);
      default -> (at, value) -> {};
    };
  }

  private static void remember(Map<String, Long> when, String key, long at, boolean now) {
    if (now) {
      when.put(key, at);
    }
  }

  /** Ready must be lost for two minutes; the pressure conditions count at once. */
  private Signs condition(Labels series, String node) {
    if (!series.get("status").equals("true")) {
      return (at, value) -> {};
    }
    var entity = Entity.node(node);
    return switch (series.get("condition")) {
      case "Ready" -> new LostFor(Duration.ofMinutes(2), at -> nodeFailed(entity, "any", at));
      case "MemoryPressure" -> new Onset(at -> nodeFailed(entity, "eviction", at));
      case "DiskPressure" -> new Onset(at -> nodeFailed(entity, "disk_full", at));
      case "PIDPressure" -> new Onset(at -> nodeFailed(entity, "pid", at));
      default -> (at, value) -> {};
    };
  }

  private void nodeFailed(Entity node, String mode, long at) {
    if (at - cordoned.getOrDefault(node.path(), Long.MIN_VALUE / 2) > CORDON_SHADOW) {
      failed(node, mode, at);
    }
  }

  private Signs rollout(Labels series) {
    var namespace = series.get("namespace");
    return new Change(at -> rolledOut.put(namespace, at));
  }

  private Signs terminated(Labels series) {
    var container = container(series);
    boolean byMemory = series.get("reason").equals("OOMKilled");
    return (at, value) -> {
      if (value > 0) {
        killedByMemory.put(container, byMemory);
      }
    };
  }

  private Signs restarts(Labels series) {
    var container = container(series);
    return new Change(
        at -> {
          if (killedByMemory.getOrDefault(container, false)) {
            failed(pod(series), "oom", at);
          }
        });
  }

  private Signs waiting(Labels series) {
    if (!series.get("reason").equals("CrashLoopBackOff")) {
      return (at, value) -> {};
    }
    return new Onset(
        at -> {
          long rollout = rolledOut.getOrDefault(series.get("namespace"), Long.MIN_VALUE / 2);
          if (at - rollout > ROLLOUT_SHADOW) {
            failed(pod(series), "crashloop", at);
          }
        });
  }

  private Signs reason(Labels series) {
    return series.get("reason").equals("Evicted")
        ? new Onset(at -> failed(pod(series), "eviction", at))
        : (at, value) -> {};
  }

  private void available(Labels series, long at, double bytes) {
    var volume = volume(series);
    double capacity = volumeBytes.getOrDefault(volume.toString(), Double.NaN);
    if (bytes < capacity / 100) {
      failed(volume, "pvc_full", at);
    }
  }

  private void failed(Entity entity, String mode, long at) {
    var before = lastFailed.put(entity, at);
    if (before == null || at - before > SAME_OUTAGE) {
      long from = at - KNOWN_PAST;
      failures.add(new Failure(entity, mode, from, from, at, List.of(), List.of()));
    }
  }

  private static Entity pod(Labels series) {
    return Entity.pod(series.get("namespace"), series.get("pod"));
  }

  private static Entity volume(Labels series) {
    return new Entity(EntityKind.PVC, series.keep(List.of("namespace", "persistentvolumeclaim")));
  }

  private static String container(Labels series) {
    return pod(series) + "/" + series.get("container");
  }

  /** Hears the moment. */
  private interface Heard {
    void at(long atMillis);
  }

  /**
   * A condition that becomes true. A series that is only there while it is true becomes so when it
   * appears, but at the very start of the stream nobody can tell since when.
   */
  private final class Onset implements Signs {
    private final Heard heard;
    private long lastSeen = Long.MIN_VALUE / 2;
    private boolean on;

    Onset(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      boolean wasOn = on && atMillis - lastSeen < ABSENT;
      if (!wasOn && value > 0 && atMillis > startedAt) {
        heard.at(atMillis);
      }
      lastSeen = atMillis;
      on = value > 0;
    }
  }

  /** A condition that was true and has been false for a while. */
  private static final class LostFor implements Signs {
    private final long millis;
    private final Heard heard;
    private boolean held;
    private long lostAt = Long.MIN_VALUE;

    LostFor(Duration duration, Heard heard) {
      this.millis = duration.toMillis();
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      if (value > 0) {
        held = true;
        lostAt = Long.MIN_VALUE;
      } else if (held) {
        lostAt = lostAt == Long.MIN_VALUE ? atMillis : lostAt;
        if (atMillis - lostAt >= millis) {
          held = false;
          heard.at(lostAt);
        }
      }
    }
  }

  /** A number that rises. */
  private static final class Change implements Signs {
    private final Heard heard;
    private double last = Double.NaN;

    Change(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      if (value > last) {
        heard.at(atMillis);
      }
      last = value;
    }
  }
}
