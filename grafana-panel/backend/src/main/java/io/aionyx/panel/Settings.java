package io.aionyx.panel;

import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that comes with a request: {@code predictorUrl} and {@code bridgeUrl}, the
 * secrets {@code predictorToken} and {@code bridgeToken}, and {@code tlsCaCert}, the authority in
 * PEM that signed their certificates when it is not a public one.
 */
record Settings(Map<String, Object> json, Map<String, String> secrets) {
  static final String PREDICTOR = "predictor";
  static final String BRIDGE = "bridge";

  /** The app's settings; those of the data source when the plugin runs as one. */
  static Settings of(PluginContext context) {
    return context
        .app()
        .map(app -> new Settings(app.json(), app.secrets()))
        .or(() -> context.dataSource().map(source -> new Settings(source.json(), source.secrets())))
        .orElseGet(() -> new Settings(Map.of(), Map.of()));
  }

  /**
   * The predictor.
   *
   * @throws PluginException when it is not configured, or wrongly
   */
  Upstream predictor() {
    return configured(PREDICTOR);
  }

  /**
   * The bridge.
   *
   * @throws PluginException when it is not configured, or wrongly
   */
  Upstream bridge() {
    return configured(BRIDGE);
  }

  private Upstream configured(String name) {
    return upstream(name)
        .orElseThrow(
            () ->
                PluginException.downstream(
                    503,
                    "The address of the %s is not configured: an administrator can set it in the"
                            .formatted(name)
                        + " app's configuration.",
                    null));
  }

  /** A service by its name; empty when nobody has configured it. */
  Optional<Upstream> upstream(String name) {
    String address = text(json.get(name + "Url"));
    if (address.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Upstream.of(name, address, secret(name + "Token"), authority()));
    } catch (IllegalArgumentException e) {
      throw PluginException.downstream(503, sentence(e.getMessage()), e);
    }
  }

  private String authority() {
    String secret = secret("tlsCaCert");
    return secret.isEmpty() ? text(json.get("tlsCaCert")) : secret;
  }

  private String secret(String key) {
    return secrets.getOrDefault(key, "");
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static String sentence(@Nullable String clause) {
    String text = String.valueOf(clause);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }
}
