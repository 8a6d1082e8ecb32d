package io.aionyx.bridge.receive;

/**
 * A call that cannot be understood.
 *
 * <p>{@link #status} is 400 or 413, so that Alertmanager does not retry it inside a flush; {@link
 * #reason} is a metric label.
 */
public final class RefusedException extends RuntimeException {

  private final int status;
  private final String reason;

  RefusedException(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }
}
