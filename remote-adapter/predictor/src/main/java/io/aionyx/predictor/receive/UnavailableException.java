package io.aionyx.predictor.receive;

import org.jspecify.annotations.Nullable;

/** Nothing is wrong with a request, but it cannot be kept now: 503, and the sender comes again. */
public final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason under which it is counted, a word
   */
  public UnavailableException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
