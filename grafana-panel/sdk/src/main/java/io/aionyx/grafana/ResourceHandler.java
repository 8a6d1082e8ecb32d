package io.aionyx.grafana;

/** Answers what the front end asks under {@code /api/plugins/<id>/resources/}. */
@FunctionalInterface
public interface ResourceHandler {
  /**
   * Answers one request.
   *
   * @throws PluginException to answer its status and message; any other exception is a 500 whose
   *     reason only the log knows
   */
  ResourceResponse call(ResourceRequest request);
}
