package io.aionyx.predictor.receive;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What went through the write door and what did not, with the reason. Thread-safe. */
public final class DoorMetrics {
  private final Counter ingested;
  private final Counter rejectedSamples;
  private final Counter rejectedRequests;
  private final Counter ignored;
  private final Counter unsorted;

  /** Registers the metrics; once for each registry. */
  public DoorMetrics(PrometheusRegistry registry) {
    ingested =
        counter(
            registry, "aionyx_ingested_samples", "Samples received by remote write.", "protocol");
    rejectedSamples =
        counter(
            registry,
            "aionyx_ingest_rejected_samples",
            "Samples rejected. An unreadable request counts as one.",
            "reason");
    rejectedRequests =
        counter(
            registry,
            "aionyx_ingest_rejected_requests",
            "Remote-write requests rejected as a whole.",
            "reason");
    ignored =
        counter(
            registry,
            "aionyx_ingest_ignored_samples",
            "Valid samples received and let go, by reason own_series, no_signal,"
                + " native_histogram, duplicate or late.",
            "reason");
    unsorted =
        Counter.builder()
            .name("aionyx_ingest_unsorted_series")
            .help("New series whose labels came out of order and were sorted.")
            .register(registry);
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String label) {
    return Counter.builder().name(name).help(help).labelNames(label).register(registry);
  }

  void ingested(String protocol, long samples) {
    ingested.labelValues(protocol).inc(samples);
  }

  void rejected(String reason, long samples) {
    rejectedSamples.labelValues(reason).inc(samples);
  }

  /** A request which could not be read: nobody knows how many samples it held. */
  void unreadable(String reason) {
    rejectedSamples.labelValues(reason).inc();
    turnedAway(reason);
  }

  void turnedAway(String reason) {
    rejectedRequests.labelValues(reason).inc();
  }

  void ignored(String reason, long samples) {
    if (samples > 0) {
      ignored.labelValues(reason).inc(samples);
    }
  }

  void unsorted(long series) {
    if (series > 0) {
      unsorted.inc(series);
    }
  }
}
