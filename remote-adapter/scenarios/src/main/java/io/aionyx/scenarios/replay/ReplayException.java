package io.aionyx.scenarios.replay;

/** A history did not get through: its message says where it stopped and what was answered. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReplayException(String message) {
    super(message);
  }

  ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
