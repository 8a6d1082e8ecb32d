package io.aionyx.grafana;

/** The plugin's own metrics, which Grafana exposes beside its own. */
@FunctionalInterface
public interface MetricsSource {
  /** Prometheus text exposition format. */
  String scrape();
}
