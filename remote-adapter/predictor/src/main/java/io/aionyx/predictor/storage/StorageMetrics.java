package io.aionyx.predictor.storage;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** How the write-ahead log and the snapshots fare. Thread-safe. */
public final class StorageMetrics {
  private final Gauge failed;
  private final Gauge recovered;
  private final Counter lostBytes;
  private final Counter missing;
  private final Histogram sync;
  private final Histogram snapshot;
  private final Counter snapshotFailures;

  /** Registers the metrics; once for each registry. */
  public StorageMetrics(PrometheusRegistry registry) {
    failed =
        Gauge.builder()
            .name("aionyx_wal_failed")
            .help("Whether the write-ahead log refuses entries, so that senders are answered 503.")
            .register(registry);
    recovered =
        Gauge.builder()
            .name("aionyx_wal_recovered_entries")
            .help("Entries of the write-ahead log that were applied at the start.")
            .register(registry);
    lostBytes =
        Counter.builder()
            .name("aionyx_wal_lost_bytes")
            .help("Bytes of the write-ahead log without a whole entry, by reason torn or damaged.")
            .labelNames("reason")
            .register(registry);
    missing =
        Counter.builder()
            .name("aionyx_wal_missing_entries")
            .help("Entries of the write-ahead log that were not there any more at the start.")
            .register(registry);
    sync = seconds("aionyx_wal_fsync_duration", "Time a request waits for the disk.", registry);
    snapshot = seconds("aionyx_snapshot_duration", "Duration of writing a snapshot.", registry);
    snapshotFailures =
        Counter.builder()
            .name("aionyx_snapshot_failures")
            .help("Snapshots that could not be written.")
            .register(registry);
    lostBytes.initLabelValues("torn");
    lostBytes.initLabelValues("damaged");
  }

  private static Histogram seconds(String name, String help, PrometheusRegistry registry) {
    return Histogram.builder()
        .name(name + "_seconds")
        .help(help)
        .unit(Unit.SECONDS)
        .classicOnly()
        .classicUpperBounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)
        .register(registry);
  }

  public void failed(boolean now) {
    failed.set(now ? 1 : 0);
  }

  public void synced(long nanos) {
    sync.observe(nanos / 1e9);
  }

  public void recovered(Recovered found) {
    recovered.set(found.entries());
    lostBytes.labelValues("torn").inc(found.tornBytes());
    lostBytes.labelValues("damaged").inc(found.damagedBytes());
    missing.inc(found.missing());
  }

  public void snapshotTaken(long nanos) {
    snapshot.observe(nanos / 1e9);
  }

  public void snapshotFailed() {
    snapshotFailures.inc();
  }
}
