package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Untold;
import io.aionyx.app.doctor.Verdict.Weak;
import java.net.URI;
import java.util.Optional;

/** The three lanes between Prometheus and the predictor. */
final class LaneChecks {
  private static final double MOST_SECONDS_BEHIND = 60;
  private static final String SENT =
      "prometheus_remote_storage_queue_highest_sent_timestamp_seconds";
  private static final String NEWEST = "prometheus_remote_storage_highest_timestamp_in_seconds";

  private LaneChecks() {}

  /** Is configured in Prometheus. */
  static Verdict sends(Remote.Lanes lanes, URI predictor) {
    return write(lanes, predictor)
        .<Verdict>map(remote -> new Good("remote_write to " + remote.url()))
        .orElseGet(
            () ->
                new Bad(
                    lanes.writes().isEmpty()
                        ? "no remote_write"
                        : "no remote_write to port " + predictor.getPort(),
                    "in prometheus.yml: remote_write: [{url: " + predictor + "/api/v1/write}]"));
  }

  /** Gets there: by what Prometheus says it sent, and by what the predictor says it took. */
  static Verdict arrives(
      Remote.Lanes lanes, URI predictor, Exposition ofPrometheus, Exposition ofPredictor) {
    double taken = ofPredictor.sum("aionyx_ingested_samples_total").orElse(0);
    Optional<Remote> remote = write(lanes, predictor);
    if (taken == 0) {
      return new Bad(
          "no sample has reached the predictor",
          remote.isEmpty()
              ? "set up remote_write first"
              : "Prometheus' log says why " + remote.get().url() + " fails; a NetworkPolicy may");
    }
    if (remote.isEmpty()) {
      return new Weak("%.0f samples, not from this Prometheus".formatted(taken), "see above");
    }
    double behind = secondsBehind(ofPrometheus, remote.get().url());
    return behind > MOST_SECONDS_BEHIND
        ? new Bad(
            "Prometheus is %.0f s behind with sending".formatted(behind),
            "Prometheus' log names the error; else raise remote_write.queue_config.max_shards, or"
                + " send less by write_relabel_configs")
        : new Good("%.0f samples, %.0f s behind".formatted(taken, behind));
  }

  private static double secondsBehind(Exposition prometheus, URI url) {
    double newest = prometheus.sum(NEWEST).orElse(0);
    double sent =
        prometheus.named(SENT).stream()
            .filter(sample -> url.toString().equals(sample.labels().get("url")))
            .mapToDouble(Exposition.Sample::value)
            .max()
            .orElse(newest);
    return Math.max(0, newest - sent);
  }

  /** Predictions are in Prometheus, or the reason why they are not. */
  static Verdict takesPredictions(double predictions, boolean receives, Exposition ofPredictor) {
    if (predictions > 0) {
      return new Good("%.0f series of aionyx_failure_probability".formatted(predictions));
    }
    if (!receives) {
      return new Bad(
          "Prometheus takes no remote-write",
          "start it with --web.enable-remote-write-receiver (operator:"
              + " prometheusSpec.enableRemoteWriteReceiver: true)");
    }
    double failed = ofPredictor.sum("aionyx_remote_write_sent_samples_total", "result", "failed");
    if (failed > 0) {
      return new Bad(
          "%.0f predictions were refused".formatted(failed),
          "the predictor's log quotes the refusal; check remote_write of aionyx.yaml");
    }
    return ofPredictor.sum("aionyx_remote_write_sent_samples_total", "result", "success") > 0
        ? new Bad(
            "the predictor delivers elsewhere",
            "point remote_write of aionyx.yaml at this Prometheus' /api/v1/write")
        : new Weak(
            "no prediction yet",
            "set remote_write in aionyx.yaml and wait two evaluation intervals after the first"
                + " samples of nodes or pods");
  }

  static Verdict readsForecasts(Remote.Lanes lanes, URI predictor, double forecasts) {
    Optional<Remote> read =
        lanes.reads().stream().filter(remote -> remote.leadsTo(predictor)).findFirst();
    if (read.isEmpty()) {
      return new Weak(
          "no remote_read to the predictor: no forecast in PromQL",
          "in prometheus.yml: remote_read: [{url: "
              + predictor
              + "/api/v1/read, read_recent: true, remote_timeout: 2s, filter_external_labels: false,"
              + " required_matchers: {__name__: aionyx_forecast}}]");
    }
    if (!read.get().readRecent()) {
      return new Bad(
          "remote_read without read_recent: forecasts stay invisible as soon as there is local data",
          "add read_recent: true to " + read.get().url());
    }
    if (read.get().requiredMatchers().isEmpty()) {
      return new Weak(
          "read_recent without required_matchers: every query waits for the predictor",
          "add required_matchers: {__name__: aionyx_forecast}");
    }
    return forecasts > 0
        ? new Good("read_recent, %.0f forecasts ten minutes ahead".formatted(forecasts))
        : new Untold("read_recent is set; no forecast to read yet");
  }

  private static Optional<Remote> write(Remote.Lanes lanes, URI predictor) {
    return lanes.writes().stream().filter(remote -> remote.leadsTo(predictor)).findFirst();
  }
}
