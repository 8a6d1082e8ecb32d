package io.aionyx.bridge.app;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Which build runs. */
final class BuildInfo {

  static final String VERSION = version();

  private BuildInfo() {}

  private static String version() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static void register(PrometheusRegistry registry) {
    Info.builder()
        .name("aionyx_build_info")
        .help("Build information, value 1.")
        .labelNames("version", "revision", "java_version")
        .register(registry)
        .addLabelValues(VERSION, "unknown", Runtime.version().toString());
    JvmMetrics.builder().register(registry);
  }
}
