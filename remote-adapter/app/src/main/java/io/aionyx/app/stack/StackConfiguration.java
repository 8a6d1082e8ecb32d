package io.aionyx.app.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration files of a {@link Stack}, as text. */
final class StackConfiguration {
  private StackConfiguration() {}

  static String alertmanager(Optional<URI> webhook) {
    return """
    route:
      receiver: webhook
      group_by: ['...']
      group_wait: 0s
      group_interval: 1s
      repeat_interval: 1h
    receivers:
      - name: webhook
    """
        + webhook.map(StackConfiguration::webhook).orElse("");
  }

  private static String webhook(URI url) {
    return """
        webhook_configs:
          - url: %s
            send_resolved: true
    """
        .formatted(quoted(url));
  }

  /**
   * @param predictor once it is known where it listens
   */
  static String prometheus(StackPlan plan, URI alertmanager, Optional<URI> predictor) {
    return """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
      evaluation_interval: %ds
    # A replay writes predictions at the times it replays, which lie behind now.
    storage:
      tsdb:
        out_of_order_time_window: 1d
    alerting:
      # The opt-in to remediation: without it a bridge refuses the alert.
      alert_relabel_configs:
        - source_labels: [alertname]
          regex: AionyxFailurePredicted
          target_label: aionyx_remediate
          replacement: 'true'
      alertmanagers:
        - static_configs:
            - targets: [%s]
    rule_files: [%s]
    scrape_configs:
    %s\
    """
            .formatted(
                plan.evaluationInterval().toSeconds(),
                quoted(alertmanager.getAuthority()),
                plan.rules().stream()
                    .map(StackConfiguration::quoted)
                    .collect(Collectors.joining(", ")),
                scrapes(plan.targets(), predictor))
        + predictor.map(url -> lanes(plan, url)).orElse("");
  }

  private static String scrapes(Map<String, String> targets, Optional<URI> predictor) {
    Map<String, String> all = new TreeMap<>(targets);
    predictor.ifPresent(url -> all.put("aionyx", url.getAuthority()));
    return all.entrySet().stream()
        .map(
            target ->
                """
                  - job_name: %s
                    honor_labels: true  # what a bridge did is labelled by what it did it to
                    static_configs:
                      - targets: [%s]
                """
                    .formatted(quoted(target.getKey()), quoted(target.getValue())))
        .collect(Collectors.joining());
  }

  /** The lines a user adds to an existing Prometheus; only the intervals are a demo's. */
  private static String lanes(StackPlan plan, URI predictor) {
    String message =
        plan.version() == StackPlan.WriteVersion.V1
            ? ""
            : "\n    protobuf_message: " + plan.version().message();
    return """
    remote_write:
      - url: %s%s
        queue_config:
          batch_send_deadline: 1s
    remote_read:
      - url: %s
        read_recent: true
        remote_timeout: 2s
        filter_external_labels: false
        required_matchers: {__name__: aionyx_forecast}
    """
        .formatted(
            quoted(predictor.resolve("/api/v1/write")),
            message,
            quoted(predictor.resolve("/api/v1/read")));
  }

  /**
   * Every step asks a person, and nothing is out of scope. A replay's predictions are written when
   * their step is over, so the newest is older than in a live stream.
   */
  static String bridge(int port, Stack stack, Path folder) {
    return """
    listen: 127.0.0.1:%d
    alertmanager: {url: %s}
    prometheus: {url: %s}
    storage: {path: %s}
    people: [{name: %s, token_file: %s}]
    gates:
      modes: {default: approve}
      scope: {clusters: ['*'], namespaces: ['*']}
      prediction: {max_age: 2m}
    """
        .formatted(
            port,
            quoted(stack.alertmanager().url()),
            quoted(stack.prometheus().url()),
            quoted(folder.resolve("data")),
            AlertBridge.PERSON,
            quoted(folder.resolve("token")));
  }

  private static String quoted(Object value) {
    String text = value instanceof Path path ? path.toString() : value.toString();
    return "'" + text.replace("'", "''") + "'";
  }
}
