package io.aionyx.panel;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often and how long upstreams were asked, in Prometheus' text format. */
final class UpstreamMetrics {
  private static final double NANOS_IN_SECOND = 1e9;

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> nanos = new ConcurrentSkipListMap<>();

  void answered(String upstream, long tookNanos) {
    count(upstream, "answered", tookNanos);
  }

  void failed(String upstream, long tookNanos) {
    count(upstream, "failed", tookNanos);
  }

  private void count(String upstream, String result, long tookNanos) {
    String labels = "{upstream=\"%s\",result=\"%s\"}".formatted(upstream, result);
    requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
    nanos.computeIfAbsent(labels, key -> new LongAdder()).add(tookNanos);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    head(text, "aionyx_grafana_upstream_requests_total", "Requests to predictor and bridge.");
    requests.forEach((labels, count) -> line(text, "requests_total", labels, (double) count.sum()));
    head(text, "aionyx_grafana_upstream_seconds_total", "Time spent waiting for them.");
    nanos.forEach(
        (labels, sum) -> line(text, "seconds_total", labels, sum.sum() / NANOS_IN_SECOND));
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" counter\n");
  }

  private static void line(StringBuilder text, String name, String labels, double value) {
    text.append(
        String.format(Locale.ROOT, "aionyx_grafana_upstream_%s%s %s%n", name, labels, value));
  }
}
