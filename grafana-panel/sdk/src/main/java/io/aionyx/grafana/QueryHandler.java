package io.aionyx.grafana;

import io.aionyx.grafana.frame.Frame;
import java.util.List;

/**
 * Answers one query. Queries of one request are answered one after the other, requests in parallel,
 * each on its own virtual thread: blocking is fine.
 */
@FunctionalInterface
public interface QueryHandler {
  /**
   * Frames without a {@code refId} get the query's.
   *
   * @throws PluginException to say who is at fault and with which status; any other exception is a
   *     500 of the plugin
   */
  List<Frame> query(PluginContext context, Query query);
}
