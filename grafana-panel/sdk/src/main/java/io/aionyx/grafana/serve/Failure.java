package io.aionyx.grafana.serve;

import io.aionyx.grafana.PluginException;
import java.util.Locale;

/**
 * What a user is told of an exception. Only a {@link PluginException} is meant for them; the reason
 * of any other may hold what is none of their business and goes to the log.
 */
record Failure(int status, String message, String source) {
  private static final System.Logger logger = System.getLogger(Failure.class.getName());

  static Failure of(RuntimeException thrown, String doing) {
    if (thrown instanceof PluginException told) {
      return new Failure(
          told.status(),
          String.valueOf(told.getMessage()),
          told.source().name().toLowerCase(Locale.ROOT));
    }
    logger.log(System.Logger.Level.ERROR, "failed while " + doing, thrown);
    return new Failure(500, "The plugin failed; its log has the reason.", "plugin");
  }
}
