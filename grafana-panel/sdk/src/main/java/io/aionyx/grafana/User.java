package io.aionyx.grafana;

/**
 * The person on whose behalf Grafana asks. Grafana fills it in itself, so unlike anything found in
 * a header it can be trusted for a decision.
 */
public record User(String login, String name, String email, Role role) {}
