package io.aionyx.core.features;

import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.EntityState;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.signals.SignalTable;
import java.util.List;
import java.util.function.Predicate;

/**
 * The features of one entity kind and the matrix they are computed into.
 *
 * <p>Time to a limit counts on the trend of a window holding; where it does not, the trend of a
 * longer window and the bend between the two say so, and the model weighs them. Not thread-safe.
 */
public final class Features {
  /** Where the kubelet evicts unless told otherwise: nodefs.available under 10 %. */
  private static final double DISK_EVICTION = 0.9;

  /** The same for nodefs.inodesFree, under 5 %. */
  private static final double INODE_EVICTION = 0.95;

  /** Seconds a relist may take before the kubelet reports the node as not ready. */
  private static final double RELIST_UNHEALTHY = 180;

  private final EntityKind kind;
  private final List<Feature> features;
  private final List<String> names;
  private final Peers peers = new Peers();

  private Features(EntityKind kind, List<Feature> features) {
    this.kind = kind;
    this.features = features;
    this.names = features.stream().map(Feature::name).toList();
  }

  /** The features that are known for a kind; empty for a kind that has none. */
  public static Features of(EntityKind kind, SignalCatalog catalog) {
    var set = new FeatureSet(catalog, kind);
    var features =
        switch (kind.name()) {
          case "node" -> node(set);
          case "pod" -> pod(set, catalog);
          default -> set;
        };
    return new Features(kind, features.features());
  }

  private static FeatureSet node(FeatureSet set) {
    return set.towardsLimit("memory_used_ratio")
        .floor("memory_used_ratio", 1)
        .towardsLimit("disk_used_ratio", DISK_EVICTION)
        .floor("disk_used_ratio", DISK_EVICTION)
        .towardsLimit("inodes_used_ratio", INODE_EVICTION)
        .towardsLimit("file_descriptors_used_ratio")
        .towardsLimit("conntrack_used_ratio")
        .towardsLimit("processes_used_ratio")
        .varying("cpu_busy_ratio")
        .quantiles("cpu_busy_ratio")
        .seasonal("cpu_busy_ratio")
        .seasonal("memory_used_ratio")
        .shift("memory_used_ratio")
        .varying("memory_pressure_ratio")
        .varying("cpu_pressure_ratio")
        .varying("disk_pressure_ratio")
        .level("cpu_iowait_ratio")
        .level("cpu_steal_ratio")
        .level("cpu_load1")
        .varying("cpu_temperature_celsius")
        .varying("memory_major_faults_per_second")
        .counted("memory_oom_kills_total")
        .varying("memory_ecc_errors_per_second")
        .level("disk_busy_ratio")
        .varying("disk_read_latency_seconds")
        .relative("disk_read_latency_seconds")
        .varying("disk_write_latency_seconds")
        .relative("disk_write_latency_seconds")
        .varying("disk_reallocated_sectors")
        .level("disk_readonly")
        .varying("network_errors_per_second")
        .varying("network_drops_per_second")
        .varying("network_retransmits_per_second")
        .relative("network_retransmits_per_second")
        .varying("clock_offset_seconds")
        .varying("kubelet_pleg_relist_seconds")
        .towardsLimit("kubelet_pleg_relist_mean_seconds", RELIST_UNHEALTHY)
        .varying("kubelet_runtime_errors_per_second")
        .level("certificate_ttl_seconds")
        .counted("kubelet_certificate_renew_errors_total")
        .counted("memory_ecc_fatal_total")
        .level("ready")
        .level("memory_pressure_condition")
        .level("disk_pressure_condition")
        .level("pid_pressure_condition")
        .level("unschedulable")
        .age();
  }

  private static FeatureSet pod(FeatureSet set, SignalCatalog catalog) {
    return set.towardsLimit("memory_limit_ratio")
        .floor("memory_limit_ratio", 1)
        .peers("memory_limit_ratio")
        .steadyPeers("memory_limit_ratio")
        .shift("memory_limit_ratio")
        .seasonal("memory_limit_ratio")
        .towardsLimit("file_descriptors_used_ratio")
        .towardsLimit("pool_used_ratio")
        .steadyPeers("pool_used_ratio")
        .towardsLimit("heap_used_ratio")
        .steadyPeers("heap_used_ratio")
        .floor("heap_used_ratio", 1)
        .towardsLimit("threads_used_ratio")
        .varying("cpu_cores")
        .quantiles("cpu_cores")
        .peers("cpu_cores")
        .seasonal("cpu_cores")
        .varying("cpu_limit_ratio")
        .varying("cpu_throttled_ratio")
        .steadyPeers("cpu_throttled_ratio")
        .level("memory_rss_share")
        .change("memory_cache_bytes")
        .counted("memory_oom_events_total")
        .counted("restarts_total")
        .level("ready")
        .level("waiting")
        .towardsLimit("volume_used_ratio")
        .floor("volume_used_ratio", 1)
        .varying("volume_inodes_used_ratio")
        .varying("container_threads")
        .relativePeers("container_threads")
        .varying("processes")
        .varying("file_descriptors")
        .relativePeers("file_descriptors")
        .varying("filesystem_bytes")
        .level("pool_pending")
        .change("network_receive_bytes_per_second")
        .change("network_transmit_bytes_per_second")
        .varying("network_drops_per_second")
        .varying("network_errors_per_second")
        .varying("requests_per_second")
        .relative("requests_per_second")
        .seasonal("requests_per_second")
        .varying("error_ratio")
        .peers("error_ratio")
        .steadyPeers("error_ratio")
        .varying("latency_p99_seconds")
        .relative("latency_p99_seconds")
        .seasonal("latency_p99_seconds")
        .peers("latency_p99_seconds")
        .varying("latency_mean_seconds")
        .relative("latency_mean_seconds")
        .relativePeers("latency_mean_seconds")
        .varying("gc_time_ratio")
        .varying("threads")
        .hoursUntil("certificate_expiry_timestamp_seconds")
        .ofHost(catalog, "memory_used_ratio")
        .ofHost(catalog, "cpu_busy_ratio")
        .ofHost(catalog, "memory_pressure_ratio")
        .ofHost(catalog, "cpu_pressure_ratio")
        .ofHost(catalog, "disk_pressure_ratio")
        .ofHost(catalog, "disk_used_ratio")
        .ofHost(catalog, "unschedulable")
        .ofHost(catalog, "ready")
        .age();
  }

  public EntityKind kind() {
    return kind;
  }

  /** Column names, in order. */
  public List<String> names() {
    return names;
  }

  /** Names of the features that are unknown without a signal of a kind. */
  public List<String> fedBy(EntityKind of, String signal) {
    return features.stream()
        .filter(feature -> feature.of().equals(of) && feature.signal().equals(signal))
        .map(Feature::name)
        .toList();
  }

  /** Computes every feature of every living entity as of the table's last evaluation. */
  public void compute(SignalTable signals, long atMillis, FeatureTable into) {
    compute(signals, atMillis, entity -> true, into);
  }

  /** The same for some entities only: who learns from a few rows need not pay for all of them. */
  public void compute(
      SignalTable signals, long atMillis, Predicate<Entity> wanted, FeatureTable into) {
    List<EntityState> alive = signals.alive(kind, atMillis);
    List<EntityState> chosen = alive.stream().filter(state -> wanted.test(state.entity())).toList();
    into.begin(chosen.stream().map(EntityState::entity).toList());
    if (chosen.isEmpty()) {
      return;
    }
    peers.regroup(alive);
    var view = new View(peers, chosen.get(0));
    for (EntityState state : chosen) {
      view.moveTo(state, atMillis);
      for (Feature feature : features) {
        into.put(feature.at(view));
      }
    }
  }
}
