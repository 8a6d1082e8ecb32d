package io.aionyx.predictor.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The predictor's own metrics; one method for each thing worth counting. Thread-safe. */
public final class Telemetry {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  /** From five minutes to two days, with half an hour and each horizon among them. */
  private static final double[] LEADS = {
    300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 21_600, 43_200, 86_400, 172_800
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Gauge entities =
      gauge("aionyx_tracked_entities", "Entities with a feature vector.", "entity_kind");
  private final Histogram inference =
      Histogram.builder()
          .name("aionyx_inference_duration_seconds")
          .help("Duration of one inference batch.")
          .unit(Unit.SECONDS)
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Counter inferences =
      counter("aionyx_inferences", "Inferences made.", "model", "result");
  private final Counter opened =
      counter(
          "aionyx_predictions",
          "Predictions opened, by mode shadow, advise or act.",
          "model",
          "failure_mode",
          "mode");
  private final Counter resolved =
      counter(
          "aionyx_predictions_resolved",
          "Predictions resolved, by outcome true_positive, false_positive, missed, averted or"
              + " unverifiable.",
          "model",
          "failure_mode",
          "outcome");
  private final Histogram lead =
      Histogram.builder()
          .name("aionyx_prediction_lead_time_seconds")
          .help("Time from opening a prediction to the observed failure.")
          .unit(Unit.SECONDS)
          .labelNames("model", "failure_mode")
          .classicOnly()
          .classicUpperBounds(LEADS)
          .register(registry);
  private final Counter anomalies =
      counter("aionyx_anomalies", "Anomaly episodes opened.", "detector", "kind", "severity");
  private final Histogram evaluation =
      Histogram.builder()
          .name("aionyx_evaluation_duration_seconds")
          .help("Duration of one evaluation of all entities, features and models included.")
          .unit(Unit.SECONDS)
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Counter sent =
      counter(
          "aionyx_remote_write_sent_samples",
          "Synthetic samples sent to Prometheus, by result success, failed or dropped.",
          "result");
  private final Counter retries =
      counter("aionyx_remote_write_retries", "Requests sent again after a failure.", "target");
  private final Gauge pending =
      gauge("aionyx_remote_write_pending_samples", "Samples waiting to be sent.", "target");
  private final Gauge written =
      gauge("aionyx_written_series", "Series that the last evaluation wrote.");
  private final Gauge forecasts =
      gauge("aionyx_forecasts", "Signals of entities that are forecast.");
  private final Counter withheld =
      counter(
          "aionyx_withheld_entities",
          "Entities or scores of an evaluation left out of the write-back, by reason.",
          "reason");
  private final Info models =
      Info.builder()
          .name("aionyx_model_info")
          .help("Loaded model, value 1.")
          .labelNames("model", "version", "kind", "format", "sha256", "trained_at", "mode")
          .register(registry);
  private final Gauge reloadSuccessful =
      gauge(
          "aionyx_config_last_reload_successful",
          "Whether the last reload of the configuration succeeded.");
  private final Counter requests =
      counter("aionyx_http_requests", "Requests of the own API.", "handler", "code");
  private final Histogram requestDuration =
      Histogram.builder()
          .name("aionyx_http_request_duration_seconds")
          .help("Duration of requests of the own API.")
          .unit(Unit.SECONDS)
          .labelNames("handler", "code")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);

  private List<String[]> shownModels = List.of();

  public Telemetry(String version, String revision) {
    JvmMetrics.builder().register(registry);
    Info.builder()
        .name("aionyx_build_info")
        .help("Build information, value 1.")
        .labelNames("version", "revision", "java_version")
        .register(registry)
        .setLabelValues(version, revision, System.getProperty("java.version"));
    reloadSuccessful.set(1);
    sent.initLabelValues("success");
    sent.initLabelValues("failed");
    sent.initLabelValues("dropped");
    withheld.initLabelValues("budget");
  }

  public PrometheusRegistry registry() {
    return registry;
  }

  /** Registers the gauges whose values are asked for at each scrape. */
  public void watch(DoubleSupplier scoreStalenessSeconds, Supplier<Integer> activeSeries) {
    GaugeWithCallback.builder()
        .name("aionyx_score_staleness_seconds")
        .help("Age of the oldest score that is still served.")
        .unit(Unit.SECONDS)
        .callback(callback -> callback.call(scoreStalenessSeconds.getAsDouble()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("aionyx_active_series")
        .help("Series held in memory.")
        .labelNames("tier")
        .callback(callback -> callback.call(activeSeries.get(), "memory"))
        .register(registry);
  }

  public void tracked(Map<String, Integer> byKind) {
    byKind.forEach((kind, count) -> entities.labelValues(kind).set(count));
  }

  public void evaluated(long nanos) {
    evaluation.observe(nanos / 1e9);
  }

  public void inferred(String model, int rows, long nanos) {
    inference.labelValues(model).observe(nanos / 1e9);
    inferences.labelValues(model, "success").inc(rows);
  }

  public void inferenceFailed(String model, int rows) {
    inferences.labelValues(model, "failed").inc(rows);
  }

  public void opened(String model, String failureMode) {
    opened.labelValues(model, failureMode, "advise").inc();
  }

  public void resolved(String model, String failureMode, String outcome) {
    resolved.labelValues(model, failureMode, outcome).inc();
  }

  public void lead(String model, String failureMode, double seconds) {
    lead.labelValues(model, failureMode).observe(seconds);
  }

  public void anomalous(String detector, String kind) {
    anomalies.labelValues(detector, kind, "info").inc();
  }

  public void delivered(long samples) {
    sent.labelValues("success").inc(samples);
  }

  public void refused(long samples) {
    sent.labelValues("failed").inc(samples);
  }

  public void dropped(long samples) {
    sent.labelValues("dropped").inc(samples);
  }

  public void retried(String target) {
    retries.labelValues(target).inc();
  }

  public void pending(String target, int samples) {
    pending.labelValues(target).set(samples);
  }

  public void written(int series) {
    written.set(series);
  }

  public void forecasting(int count) {
    forecasts.set(count);
  }

  public void withheld(String reason, int count) {
    withheld.labelValues(reason).inc(count);
  }

  /** The label values of one loaded model, in the order of {@code aionyx_model_info}. */
  public record ModelFacts(
      String model, String version, String kind, String sha256, String trainedAt) {
    private String[] labelValues() {
      return new String[] {model, version, kind, "onnx", sha256, trainedAt, "advise"};
    }
  }

  public synchronized void serving(Collection<ModelFacts> served) {
    shownModels.forEach(models::remove);
    shownModels = served.stream().map(ModelFacts::labelValues).toList();
    shownModels.forEach(models::addLabelValues);
  }

  public void reloaded(boolean successful) {
    reloadSuccessful.set(successful ? 1 : 0);
  }

  public void answered(String handler, int code, long nanos) {
    String codeText = Integer.toString(code);
    requests.labelValues(handler, codeText).inc();
    requestDuration.labelValues(handler, codeText).observe(nanos / 1e9);
  }

  /** The sum of a counter of the registry over its labels; 0 where there is none. */
  public double total(String counter) {
    return registry.scrape(counter::equals).stream()
        .filter(CounterSnapshot.class::isInstance)
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }
}
