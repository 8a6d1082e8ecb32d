package io.aionyx.panel;

import io.aionyx.grafana.Health;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tests a configuration by asking every service what only the right token opens. */
final class Diagnosis {
  private final UpstreamClient client;

  Diagnosis(UpstreamClient client) {
    this.client = client;
  }

  /** What a check found. */
  record Finding(String name, boolean ok, String message) {
    Map<String, Object> json() {
      return Map.of("name", name, "ok", ok, "message", message);
    }
  }

  List<Finding> findings(PluginContext context) {
    Settings settings = Settings.of(context);
    return List.of(predictor(settings), bridge(settings));
  }

  Health health(PluginContext context) {
    List<Finding> findings = findings(context);
    Map<String, Object> details = Map.of("checks", findings.stream().map(Finding::json).toList());
    return findings.stream()
        .filter(finding -> !finding.ok())
        .findFirst()
        .map(finding -> Health.error(finding.message()))
        .orElseGet(() -> Health.ok(findings.getLast().message()))
        .with(details);
  }

  private Finding predictor(Settings settings) {
    return check(
        Settings.PREDICTOR,
        () -> {
          client.get(settings.predictor(), "/api/v1/models");
          return "The predictor answers.";
        });
  }

  private Finding bridge(Settings settings) {
    return check(
        Settings.BRIDGE,
        () -> {
          Optional<Upstream> bridge = settings.upstream(Settings.BRIDGE);
          bridge.ifPresent(upstream -> client.get(upstream, "/api/v1/approvals"));
          return bridge.isPresent()
              ? "Predictor and bridge answer."
              : "The predictor answers; there is no bridge, so nothing can be approved from here.";
        });
  }

  private static Finding check(String name, Supplier<String> question) {
    try {
      return new Finding(name, true, question.get());
    } catch (PluginException e) {
      return new Finding(name, false, String.valueOf(e.getMessage()));
    }
  }
}
