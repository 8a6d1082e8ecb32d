package io.aionyx.grafana;

import org.jspecify.annotations.Nullable;

/**
 * A failure the user should read: its message is shown in Grafana, with the HTTP status and the
 * side which is at fault.
 */
public final class PluginException extends RuntimeException {
  private final int status;
  private final Source source;

  private PluginException(int status, Source source, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.source = source;
  }

  /** The request itself is wrong: 400. */
  public static PluginException badRequest(String message) {
    return new PluginException(400, Source.DOWNSTREAM, message, null);
  }

  /** The asking user may not do this: 403. */
  public static PluginException forbidden(String message) {
    return new PluginException(403, Source.DOWNSTREAM, message, null);
  }

  public static PluginException notFound(String message) {
    return new PluginException(404, Source.DOWNSTREAM, message, null);
  }

  /** What the plugin asks in turn failed. */
  public static PluginException downstream(int status, String message, @Nullable Throwable cause) {
    return new PluginException(status, Source.DOWNSTREAM, message, cause);
  }

  public int status() {
    return status;
  }

  public Source source() {
    return source;
  }

  /** Whom Grafana's own metrics blame. */
  public enum Source {
    PLUGIN,
    DOWNSTREAM
  }
}
