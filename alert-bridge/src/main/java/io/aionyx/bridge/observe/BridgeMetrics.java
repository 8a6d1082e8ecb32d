package io.aionyx.bridge.observe;

import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.flow.Observer;
import io.aionyx.bridge.gate.Verdict;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counters and histograms that the bridge's parts feed. Gauges of state are in {@link
 * StateCollector}.
 */
public final class BridgeMetrics implements Observer {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter actions =
      Counter.builder()
          .name("aionyx_remediation_actions_total")
          .help("Remediation actions by how they ended.")
          .labelNames("action", "mode", "result")
          .register(registry);
  private final Histogram duration =
      Histogram.builder()
          .name("aionyx_remediation_duration_seconds")
          .help("Time from decision to verified result.")
          .labelNames("action")
          .classicUpperBounds(1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600)
          .register(registry);
  private final Histogram startDelay =
      Histogram.builder()
          .name("aionyx_remediation_start_delay_seconds")
          .help("Time from accepting an alert to the start of its action, waiting included.")
          .labelNames("action")
          .classicUpperBounds(0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 900)
          .register(registry);
  private final Counter rateLimited =
      Counter.builder()
          .name("aionyx_remediation_rate_limited_total")
          .help("Actions held back by the rate limit.")
          .labelNames("action")
          .register(registry);
  private final Counter verdicts =
      Counter.builder()
          .name("aionyx_bridge_gate_verdicts_total")
          .help("What the gates said.")
          .labelNames("gate", "verdict")
          .register(registry);
  private final Counter alerts =
      Counter.builder()
          .name("aionyx_bridge_alerts_total")
          .help("Alerts of the webhook by what became of them at the door.")
          .labelNames("outcome")
          .register(registry);
  private final Counter rejected =
      Counter.builder()
          .name("aionyx_bridge_rejected_requests_total")
          .help("Webhook calls refused as a whole.")
          .labelNames("reason")
          .register(registry);
  private final Counter auditRecords =
      Counter.builder()
          .name("aionyx_audit_records_total")
          .help("Audit records appended.")
          .labelNames("kind")
          .register(registry);
  private final Counter requests =
      Counter.builder()
          .name("aionyx_http_requests_total")
          .help("Requests of the own API.")
          .labelNames("handler", "code")
          .register(registry);
  private final Histogram requestDuration =
      Histogram.builder()
          .name("aionyx_http_request_duration_seconds")
          .help("Duration of requests of the own API.")
          .labelNames("handler", "code")
          .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.5)
          .register(registry);

  public PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void moved(Remediation before, Remediation after) {
    if (before.phase() == Phase.APPROVED && after.phase() == Phase.RUNNING) {
      startDelay
          .labelValues(after.action())
          .observe(seconds(Duration.between(after.createdAt(), after.updatedAt())));
    }
    if (after.phase().isFinal() && !before.phase().isFinal()) {
      actions.labelValues(after.action(), after.mode().text(), after.phase().text()).inc();
      Instant actedAt = after.actedAt();
      if (actedAt != null) {
        duration
            .labelValues(after.action())
            .observe(seconds(Duration.between(actedAt, after.updatedAt())));
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  @Override
  public void judged(List<Verdict> judged) {
    judged.forEach(v -> verdicts.labelValues(v.gate(), v.word()).inc());
  }

  @Override
  public void refusedAlert(String reason) {
    alerts.labelValues("refused").inc();
  }

  public void accepted(int fresh, int repeated, int malformed) {
    alerts.labelValues("accepted").inc(fresh);
    alerts.labelValues("repeated").inc(repeated);
    alerts.labelValues("malformed").inc(malformed);
  }

  public void rejected(String reason) {
    rejected.labelValues(reason).inc();
  }

  public void rateLimited(String action) {
    rateLimited.labelValues(action).inc();
  }

  public void audited(String kind) {
    auditRecords.labelValues(kind).inc();
  }

  public void served(String handler, int code, Duration took) {
    requests.labelValues(handler, Integer.toString(code)).inc();
    requestDuration.labelValues(handler, Integer.toString(code)).observe(took.toNanos() / 1e9);
  }
}
