package io.aionyx.grafana;

/** Answers the button with which an administrator tests a configuration. */
@FunctionalInterface
public interface HealthCheck {
  Health check(PluginContext context);
}
